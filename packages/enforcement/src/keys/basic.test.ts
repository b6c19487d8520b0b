import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readVectors } from "../testing/vectors.js";
import { parseBasic } from "./basic.js";

/** The halves as text. */
function read(header: string) {
  const credentials = parseBasic(header);
  return credentials && { key: String(credentials.key), token: String(credentials.token) };
}

const bytes = fc.uint8Array({ minLength: 0, maxLength: 60 });

describe("the published vectors", () => {
  it.each(readVectors("basic").vectors)("$why", ({ authorization, key, token }) => {
    expect(read(authorization)).toEqual(key === null ? null : { key, token });
  });
});

describe("a Basic header", () => {
  it("is read exactly when it re-encodes to itself and holds two halves of clean UTF-8", () => {
    fc.assert(
      fc.property(bytes, (decoded) => {
        const text = Buffer.from(decoded).toString("utf8");
        const isUtf8 = Buffer.from(text, "utf8").equals(Buffer.from(decoded));
        // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
        const [whole, key, token] = /^([^:\x00-\x1f\x7f]+):([^\x00-\x1f\x7f]+)$/s.exec(text) ?? [];
        const expected = isUtf8 && whole !== undefined ? { key, token } : null;
        expect(read(`Basic ${Buffer.from(decoded).toString("base64")}`)).toEqual(expected);
      }),
      { numRuns: 2000 },
    );
  });

  it("is refused for any text that is not the canonical base64 of what it decodes to", () => {
    const digits = fc.string({ unit: fc.constantFrom(..."YTpiAx09+/=-_ \n"), maxLength: 12 });
    fc.assert(
      fc.property(digits, (encoded) => {
        // Several spaces may stand between the scheme and its credentials, so those in front are not part of them.
        const credentials = encoded.replace(/^ +/, "");
        const canonical = Buffer.from(credentials, "base64").toString("base64") === credentials;
        if (!canonical) expect(read(`Basic ${encoded}`)).toBeNull();
      }),
      { numRuns: 5000 },
    );
  });

  it("gives back any pair that was encoded", () => {
    const half = fc.string({ unit: fc.constantFrom(..."aZ09_- é€😀"), minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(half, half, (key, token) => {
        const encoded = Buffer.from(`${key}:${token}`).toString("base64");
        expect(read(`basic ${encoded}`)).toEqual({ key, token });
      }),
    );
  });

  it("is known to be plain when a colon is all that it holds beside the characters of keys and tokens", () => {
    const half = fc.string({ unit: fc.constantFrom(..."aZ09_-:.é"), minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(half, half, (key, token) => {
        const pair = `${key}:${token}`;
        const isPlain = /^[\w-]+:[\w-]+$/.test(pair);
        const credentials = parseBasic(`Basic ${Buffer.from(pair).toString("base64")}`);
        expect(credentials?.plain ?? false).toBe(isPlain);
      }),
      { numRuns: 2000 },
    );
  });

  it("is read up to 1,024 characters", () => {
    const pair = Buffer.from("key:token").toString("base64");
    expect(read(`Basic${pair.padStart(1024 - 5)}`)).toEqual({ key: "key", token: "token" });
    expect(read(`Basic${pair.padStart(1024 - 4)}`)).toBeNull();
  });

  it("never throws, whatever it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 40 }), (text) => void parseBasic(`Basic ${text}`)),
    );
  });
});
