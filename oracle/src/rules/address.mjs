const OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9][0-9]|[0-9])";
const IPV4 = new RegExp(`^${OCTET}\\.${OCTET}\\.${OCTET}\\.${OCTET}$`);
const GROUP = /^[0-9a-fA-F]{1,4}$/;
const IPV4_WITH_PORT = /^([0-9.]+):(0|[1-9][0-9]{0,4})$/;
const IPV6_WITH_PORT = /^\[([0-9a-fA-F:]+:[0-9a-fA-F:.]*)\]:(0|[1-9][0-9]{0,4})$/;

/** @typedef {{ bits: 32n | 128n, number: bigint }} Address */

/**
 * Whether a caller's address stands on an allowlist. An address that can't be read stands on none.
 *
 * @param {string[]} cidrs
 * @param {string | null} client
 */
export function isListed(cidrs, client) {
  const address = client === null ? null : readClient(client);
  return address !== null && cidrs.some((cidr) => isInRange(address, cidr));
}

/** "`ip:port` and `[ip]:port` are read." @param {string} text @returns {Address | null} */
export function readClient(text) {
  const ported = IPV4_WITH_PORT.exec(text) ?? IPV6_WITH_PORT.exec(text);
  if (!ported) return readAddress(text);
  return Number(ported[2]) <= 65535 ? readAddress(String(ported[1])) : null;
}

/** "IPv4-mapped IPv6 equals IPv4." @param {string} text @returns {Address | null} */
function readAddress(text) {
  if (IPV4.test(text)) return { bits: 32n, number: readIpv4(text) };
  const number = readIpv6(text);
  if (number === null) return null;
  return number >> 32n === 0xffffn ? { bits: 32n, number: number & 0xffffffffn } : { bits: 128n, number };
}

/** @param {string} text */
const readIpv4 = (text) => text.split(".").reduce((sum, octet) => sum * 256n + BigInt(octet), 0n);

/**
 * RFC 4291, 2.2: eight groups of hex; `::` once, for one group of zeros or more; the last two groups may be
 * written as IPv4.
 *
 * @param {string} text
 */
function readIpv6(text) {
  const [left, right, ...more] = ipv4TailAsGroups(text).split("::");
  if (more.length > 0 || left === undefined) return null;
  const before = groups(left);
  const after = right === undefined ? [] : groups(right);
  const missing = 8 - before.length - after.length;
  if (right === undefined ? missing !== 0 : missing < 1) return null;
  const all = [...before, ...Array(missing).fill("0"), ...after];
  if (!all.every((group) => GROUP.test(group))) return null;
  return all.reduce((sum, group) => sum * 65536n + BigInt(`0x${group}`), 0n);
}

/** @param {string} text @returns {string[]} */
const groups = (text) => (text === "" ? [] : text.split(":"));

/** @param {string} text */
function ipv4TailAsGroups(text) {
  const tail = text.slice(text.lastIndexOf(":") + 1);
  if (!text.includes(":") || !IPV4.test(tail)) return text;
  const number = readIpv4(tail);
  return `${text.slice(0, -tail.length)}${(number >> 16n).toString(16)}:${(number & 0xffffn).toString(16)}`;
}

/** @param {Address} address @param {string} cidr */
function isInRange(address, cidr) {
  const [text, length] = cidr.split("/");
  const network = readAddress(String(text));
  if (!network || network.bits !== address.bits) return false;
  const mapped = String(text).includes(":") && network.bits === 32n;
  const host = network.bits - (BigInt(String(length)) - (mapped ? 96n : 0n));
  return address.number >> host === network.number >> host;
}
