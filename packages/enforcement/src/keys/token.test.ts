import { createHash, randomBytes } from "node:crypto";
import { crc32 as zlibCrc32 } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Span } from "../span.js";
import { crc32 } from "./crc32.js";
import { createKey, createToken, findTokenHint, hasKeyForm, hasTokenForm, tokenHint } from "./token.js";

/** CRC-32 (ISO-HDLC) as its definition says it: bit by bit. */
function bitwiseCrc32(text: string): number {
  let crc = 0xffffffff;
  for (const character of text) {
    crc ^= character.charCodeAt(0);
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}

describe("the checksum", () => {
  it("is CRC-32 (ISO-HDLC): its check value is cbf43926", () => {
    expect(crc32(Buffer.from("123456789"), 0, 9)).toBe(0xcbf43926);
  });

  it("equals the bitwise definition for any ASCII text", () => {
    const ascii = fc.string({ unit: "binary-ascii", maxLength: 80 });
    fc.assert(
      fc.property(ascii, (text) => {
        expect(crc32(Buffer.from(text), 0, text.length)).toBe(bitwiseCrc32(text));
      }),
    );
  });

  it("stands big-endian in base62, left-padded with 0", () => {
    const zeros = createToken((length) => new Uint8Array(length));
    const checked = `lkt_${"0".repeat(32)}`;
    let rest = BigInt(zlibCrc32?.(checked) ?? bitwiseCrc32(checked));
    let digits = "";
    for (let at = 0; at < 6; at++, rest /= 62n) {
      digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"[Number(rest % 62n)] + digits;
    }
    expect(zeros).toBe(checked + digits);
  });
});

describe("a new token", () => {
  it("has its form, its checksum and its hint", () => {
    const token = createToken(randomBytes);
    expect(token).toMatch(/^lkt_[0-9A-Za-z]{38}$/);
    expect(hasTokenForm(Span.of(token))).toBe(true);
    expect(tokenHint(token)).toBe(token.slice(0, 8));
  });

  it("from elsewhere shows a quarter of itself at most", () => {
    const shown = ["s3cr3t", "0123456789abcdef0123456789abcdef", "lkt_a", "x"].map(tokenHint);
    expect(shown).toEqual(["s", "0123", "l", ""]);
  });

  it("is found by its hint in the line that holds it", () => {
    const token = createToken(randomBytes);
    expect(findTokenHint(`curl -u "${createKey(randomBytes)}:${token}" http://localhost`)).toBe(
      tokenHint(token),
    );
    expect(findTokenHint("lkt_abc")).toBeNull();
  });

  it("is refused once any one character is another", () => {
    const letter = fc.constantFrom(..."09AZaz-_");
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 41 }), letter, fc.integer(), (at, other, seed) => {
        const token = createToken((length) =>
          createHash("sha512").update(String(seed)).digest().subarray(0, length),
        );
        const changed = token.slice(0, at) + other + token.slice(at + 1);
        expect(hasTokenForm(Span.of(changed))).toBe(changed === token);
      }),
    );
  });
});

describe("a new key", () => {
  it("is lk_ and 20 base62 characters", () => {
    expect(createKey(randomBytes)).toMatch(/^lk_[0-9A-Za-z]{20}$/);
  });

  it("takes every base62 character equally often: bytes from 248 on are thrown away", () => {
    let next = 0;
    const counts = new Map<string, number>();
    const everyByte = (length: number) => Uint8Array.from({ length }, () => next++ % 256);
    for (let made = 0; made < 62; made++) {
      for (const digit of createKey(everyByte).slice(3)) counts.set(digit, (counts.get(digit) ?? 0) + 1);
    }
    expect(counts.size).toBe(62);
    expect(Math.max(...counts.values()) - Math.min(...counts.values())).toBeLessThanOrEqual(10);
  });
});

describe("imported forms", () => {
  it.each(["a", "-", "_", "demo", "x".repeat(42), "x".repeat(64), "lkt_short", `lkt_${"a".repeat(39)}`])(
    "%s may be one",
    (text) => {
      expect(hasKeyForm(Span.of(text))).toBe(true);
      expect(hasTokenForm(Span.of(text))).toBe(true);
    },
  );

  it.each(["", "a b", "a.b", "é", "ı", "a\n", "x".repeat(65)])("%j may not", (text) => {
    expect(hasKeyForm(Span.of(text))).toBe(false);
    expect(hasTokenForm(Span.of(text))).toBe(false);
  });
});
