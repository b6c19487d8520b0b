import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readVectors } from "../testing/vectors.js";
import { type Address, formatAddress } from "./address.js";
import { admits, compileAllowlist } from "./allowlist.js";
import { parseCidr } from "./cidr.js";

const { vectors, admitted } = readVectors("cidrs");

describe("the published vectors", () => {
  it.each(vectors)("$why: $text", ({ text, cidr, suggestion }) => {
    const result = parseCidr(text);
    if (cidr !== null) expect(result).toMatchObject({ ok: true, cidr: { text: cidr } });
    else expect(result).toMatchObject({ ok: false, suggestion });
  });

  it.each(admitted)("$why: $address", ({ cidrs, address, admitted: expected }) => {
    const allowlist = compileAllowlist("ALLOWLIST_ONLY", cidrs);
    expect(allowlist !== null && admits(allowlist, address)).toBe(expected);
  });
});

const word = fc.oneof(fc.constantFrom(0, 1, 0x80000000, 0xffffffff), fc.integer({ min: 0, max: 0xffffffff }));
const anyAddress: fc.Arbitrary<Address> = fc.oneof(
  fc.record({ version: fc.constant<4>(4), words: fc.tuple(word) }),
  fc.record({
    version: fc.constant<6>(6),
    words: fc.tuple(fc.constantFrom(0x20010db8, 0), word, word, word),
  }),
);

function toBigInt({ words }: Address): bigint {
  return words.reduce((value, part) => (value << 32n) | BigInt(part), 0n);
}

/** The network around an address, and whether another address is in it, by arithmetic on whole numbers. */
function networkOf(address: Address, prefixLength: number) {
  const width = address.version === 4 ? 32n : 128n;
  const size = 1n << (width - BigInt(prefixLength));
  const first = (toBigInt(address) / size) * size;
  const words = address.words.map((_, at) => Number((first >> (width - 32n * BigInt(at + 1))) & 0xffffffffn));
  const text = `${formatAddress({ version: address.version, words })}/${prefixLength}`;
  return { text, version: address.version, first, last: first + size - 1n };
}

/** Near the network's edges as often as anywhere. */
const network = fc
  .tuple(anyAddress, fc.nat({ max: 128 }))
  .map(([address, prefix]) => networkOf(address, address.version === 4 ? prefix % 33 : prefix));

function addressAt(version: 4 | 6, value: bigint): Address {
  const width = version === 4 ? 32n : 128n;
  const wrapped = BigInt.asUintN(Number(width), value);
  const count = version === 4 ? 1 : 4;
  const words = Array.from({ length: count }, (_, at) =>
    Number((wrapped >> (width - 32n * BigInt(at + 1))) & 0xffffffffn),
  );
  return { version, words };
}

describe("an allowlist", () => {
  it("admits exactly the addresses that whole-number arithmetic finds in one of its ranges", () => {
    fc.assert(
      fc.property(fc.array(network, { maxLength: 12 }), anyAddress, fc.nat(), (networks, other, pick) => {
        const allowlist = compileAllowlist(
          "ALLOWLIST_ONLY",
          networks.map(({ text }) => text),
        );
        if (allowlist === null) throw new Error("an entry was not read");
        const near = networks[pick % Math.max(1, networks.length)];
        const edges = near ? [near.first - 1n, near.first, near.last, near.last + 1n] : [];
        for (const address of [other, ...edges.map((edge) => addressAt(near?.version ?? 4, edge))]) {
          const value = toBigInt(address);
          const isMapped = address.version === 6 && value >> 32n === 0xffffn;
          const expected = networks.some(
            ({ version, first, last }) => version === address.version && first <= value && value <= last,
          );
          if (!isMapped) expect(admits(allowlist, formatAddress(address))).toBe(expected);
        }
      }),
      { numRuns: 3000 },
    );
  });

  it("of any address admits the unknown one too, whatever is listed", () => {
    const allowlist = compileAllowlist("ANY_ADDRESS", ["not read"]);
    expect(allowlist !== null && admits(allowlist, null)).toBe(true);
  });

  it("with an entry that can't be read is null, not open", () => {
    expect(compileAllowlist("ALLOWLIST_ONLY", ["203.0.113.0/24", "10.0.0.1/8"])).toBeNull();
  });

  it("holds a thousand entries", () => {
    const cidrs = Array.from({ length: 1000 }, (_, at) => `10.${at >> 7}.${(at & 127) * 2}.0/24`);
    const allowlist = compileAllowlist("ALLOWLIST_ONLY", cidrs);
    if (allowlist === null) throw new Error("an entry was not read");
    expect(admits(allowlist, "10.3.6.1")).toBe(true);
    expect(admits(allowlist, "10.3.7.1")).toBe(false);
  });
});

describe("an entry", () => {
  it("has one canonical text, which reads as itself", () => {
    fc.assert(
      fc.property(network, ({ text }) => {
        const result = parseCidr(text);
        if (!result.ok) throw new Error(result.message);
        expect(parseCidr(result.cidr.text)).toEqual(result);
      }),
    );
  });

  it("with host bits is refused with its network offered", () => {
    fc.assert(
      fc.property(anyAddress, fc.nat({ max: 128 }), (address, anyPrefix) => {
        const prefix = address.version === 4 ? anyPrefix % 33 : anyPrefix;
        const { first, text } = networkOf(address, prefix);
        const result = parseCidr(`${formatAddress(address)}/${prefix}`);
        if (toBigInt(address) === first) expect(result.ok).toBe(true);
        else expect(result).toMatchObject({ ok: false, suggestion: text });
      }),
    );
  });

  it("is never repeated in what is said about it", () => {
    const result = parseCidr("<script>");
    expect(JSON.stringify(result)).not.toContain("script");
  });
});
