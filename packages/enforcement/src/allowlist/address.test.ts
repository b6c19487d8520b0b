import { isIPv4, isIPv6 } from "node:net";
import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { readVectors } from "../testing/vectors.js";
import { formatAddress, parseAddress } from "./address.js";
import { clientAddress, forwardedAddress, parseCaller } from "./client-address.js";
import { compileRanges } from "./ranges.js";

const { vectors, forwarded } = readVectors("addresses");

function canonical(text: string): string | null {
  const address = parseCaller(text);
  return address === null ? null : formatAddress(address);
}

describe("the published vectors", () => {
  it.each(vectors)("$why: $text", ({ text, address }) => {
    expect(canonical(text)).toBe(address);
  });

  it.each(forwarded)("X-Forwarded-For: $why", (vector) => {
    const trusted = compileRanges(vector.trusted);
    if (trusted === null) throw new Error("a bad range");
    expect(clientAddress(vector.peer, vector.forwardedFor, trusted)).toBe(vector.clientAddress);
  });
});

test("an X-Forwarded-For of blanks, however many, is read at once", () => {
  const trusted = compileRanges([]);
  if (trusted === null) throw new Error("a bad range");
  const blanks = " \t".repeat(100_000);
  expect(forwardedAddress([`192.0.2.1${blanks}x`], trusted)).toBe(null);
  expect(forwardedAddress([blanks], trusted)).toBe(null);
  expect(forwardedAddress([`${blanks}192.0.2.1${blanks}`], trusted)).toBe("192.0.2.1");
});

describe("an address", () => {
  it("is read exactly when the operating system's parser reads it", () => {
    const text = fc.string({ unit: fc.constantFrom(..."0123456789afg::::...."), maxLength: 24 });
    fc.assert(
      fc.property(text, (candidate) => {
        expect(parseAddress(candidate) !== null).toBe(isIPv4(candidate) || isIPv6(candidate));
      }),
      { numRuns: 20_000 },
    );
  });

  it("comes back in the text of RFC 5952, from any spelling", () => {
    fc.assert(
      fc.property(fc.ipV6(), (text) => {
        const hostname = new URL(`http://[${text}]`).hostname.slice(1, -1);
        const mapped = /^::ffff:([0-9a-f]+):([0-9a-f]+)$/
          .exec(hostname)
          ?.slice(1)
          .map((hex) => Number.parseInt(hex, 16));
        const expected = mapped?.flatMap((group) => [group >> 8, group & 255]).join(".") ?? hostname;
        expect(canonical(text)).toBe(expected);
      }),
      { numRuns: 3000 },
    );
  });

  it("of IPv4 comes back as it was", () => {
    fc.assert(
      fc.property(fc.ipV4(), (text) => {
        expect(canonical(text)).toBe(text);
        expect(canonical(`::ffff:${text}`)).toBe(text);
      }),
    );
  });
});
