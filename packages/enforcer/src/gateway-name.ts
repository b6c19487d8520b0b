/** The database keeps so many characters of a name. */
const LONGEST = 40;

/**
 * A name for this process among all gateways: its host, by which those who run it find it, and what tells it from others there. Of a long
 * host name the end is kept, in which the instances of one service differ.
 * @param host as the system calls it, with its domain or without
 * @param random a few bytes, whose hexadecimal text is a part of the name
 */
export function gatewayName(host: string, random: Uint8Array): string {
  const tail = Buffer.from(random).toString("hex");
  const label = host.split(".")[0]?.replace(/[^A-Za-z0-9-]/g, "") ?? "";
  const kept = label.slice(-(LONGEST - tail.length - 1)).replace(/^-+/, "");
  return kept === "" ? tail : `${kept}-${tail}`;
}
