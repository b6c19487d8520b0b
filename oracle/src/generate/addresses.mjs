import fc from "fast-check";

/** Ranges with edges that are worth trying, and random ones. */
export const cidr = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      "203.0.113.0/24",
      "203.0.113.7/32",
      "0.0.0.0/0",
      "0.0.0.0/32",
      "255.255.255.255/32",
      "128.0.0.0/1",
      "10.0.0.0/8",
      "127.0.0.1/32",
      "198.51.100.128/25",
      "::ffff:198.51.100.0/120",
      "::/0",
      "::1/128",
      "2001:db8:1::/48",
      "2001:db8:1:8000::/49",
      "2001:db8::1/128",
      "8000::/1",
      "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff/128",
    ),
  },
  { weight: 1, arbitrary: range(32, ipv4) },
  { weight: 1, arbitrary: range(128, ipv6) },
);

/** @param {number} bits @param {(number: bigint) => string} spell */
function range(bits, spell) {
  const network = fc.tuple(fc.bigInt(0n, 2n ** BigInt(bits) - 1n), fc.integer({ min: 0, max: bits }));
  return network.map(([number, length]) => {
    const host = BigInt(bits - length);
    return `${spell((number >> host) << host)}/${length}`;
  });
}

/** @param {bigint} number */
function ipv4(number) {
  return [24n, 16n, 8n, 0n].map((shift) => (number >> shift) & 255n).join(".");
}

/** Eight groups, nothing shortened. @param {bigint} number */
function ipv6(number) {
  const hex = number.toString(16).padStart(32, "0");
  return String(hex.match(/.{4}/g)?.join(":"));
}

/** Ways to write the address with this number, right and wrong ones. @type {((number: bigint, isIpv6: boolean) => string)[]} */
export const SPELLINGS = [
  (number, isIpv6) => (isIpv6 ? ipv6(number) : ipv4(number)),
  (number, isIpv6) => (isIpv6 ? ipv6(number).toUpperCase() : `::ffff:${ipv4(number)}`),
  (number, isIpv6) => (isIpv6 ? ipv6(number).replaceAll(/\b0{1,3}/g, "") : ipv6(0xffff00000000n + number)),
  (number, isIpv6) => (isIpv6 ? `[${ipv6(number)}]:443` : `${ipv4(number)}:65535`),
  (number, isIpv6) =>
    isIpv6 ? ipv6(number).replace(/(?:\b0000\b:?){2,}/, ":") : `[::ffff:${ipv4(number)}]:1`,
  (number, isIpv6) => (isIpv6 ? `${ipv6(number)}:443` : `::${ipv4(number)}`),
  (number, isIpv6) => (isIpv6 ? `${ipv6(number)}%eth0` : `64:ff9b::${ipv4(number)}`),
  (number, isIpv6) => (isIpv6 ? `[${ipv6(number)}]` : `[${ipv4(number)}]:80`),
  (number, isIpv6) => (isIpv6 ? `[${ipv6(number)}]:65536` : `${ipv4(number)}:65536`),
  (number, isIpv6) => (isIpv6 ? `0${ipv6(number)}` : ipv4(number).replace(/\b(\d{1,2})\b/, "0$1")),
  (number, isIpv6) => (isIpv6 ? ` ${ipv6(number)}` : String(number)),
  (number, isIpv6) => (isIpv6 ? ipv6(number).slice(0, -5) : ipv4(number).replace(/\.\d+$/, "")),
];

/** The first or last address of a range (`edge` 0, 1), or the one before or after it (2, 3). @param {string} range @param {number} edge */
export function edgeOf(range, edge) {
  const [text = "", length] = range.split("/");
  const isMapped = text.startsWith("::ffff:");
  const plain = isMapped ? text.slice(7) : text;
  const isIpv6 = plain.includes(":");
  const bits = isIpv6 ? 128n : 32n;
  const first = isIpv6
    ? numberOfIpv6(plain)
    : plain.split(".").reduce((sum, octet) => sum * 256n + BigInt(octet), 0n);
  const size = 1n << (bits - BigInt(Number(length) - (isMapped ? 96 : 0)));
  const number = [first, first + size - 1n, first - 1n, first + size][edge] ?? first;
  return { number: BigInt.asUintN(Number(bits), number), isIpv6 };
}

/** @param {string} text with one `::` at most, and no dots */
function numberOfIpv6(text) {
  const [left = "", right] = text.split("::").map((half) => half.split(":").filter(Boolean));
  const zeros = Array(8 - left.length - (right?.length ?? 0)).fill("0");
  return [...left, ...zeros, ...(right ?? [])].reduce(
    (sum, group) => sum * 65536n + BigInt(`0x${group}`),
    0n,
  );
}
