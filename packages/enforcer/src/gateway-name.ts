/** The length of the database column, in characters. */
const LONGEST = 40;

/**
 * A name for this process among all gateways: its host, so that operators recognise it, and random digits that tell apart processes on one
 * host. Of a long host name the end is kept, in which the instances of one service differ.
 * @param host the system's host name, with or without its domain
 * @param random a few bytes, appended in hexadecimal
 */
export function gatewayName(host: string, random: Uint8Array): string {
  const tail = Buffer.from(random).toString("hex");
  const label = host.split(".")[0]?.replace(/[^A-Za-z0-9-]/g, "") ?? "";
  const kept = label.slice(-(LONGEST - tail.length - 1)).replace(/^-+/, "");
  return kept === "" ? tail : `${kept}-${tail}`;
}
