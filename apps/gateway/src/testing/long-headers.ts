import type { RawAnswer } from "@latchkey/enforcer/testing";
import { CALLS } from "./real-gateway.js";

type CallWithLines = (
  method: string,
  target: string,
  authorization: string | null,
  lines: string[],
) => Promise<RawAnswer>;

/** Bytes, near the limits of the gateway and of the proxies in front of it. */
const LENGTHS = [2_000, 8_130, 8_300, 12_000, 15_800, 16_200, 17_000, 40_000, 1_000_000];

/** The statuses of strangers' calls with long credentials, a long target, both, and very many lines. 0: closed before all was sent. */
export async function statusesOfLongHeaders(call: CallWithLines): Promise<number[]> {
  const statuses: number[] = [];
  for (const length of LENGTHS) {
    const long = "a".repeat(length);
    const answers = [
      await call("GET", CALLS, `Basic ${long}`, []),
      await call("GET", `${CALLS}?${long}`, null, []),
      await call("GET", `${CALLS}?${long}`, `Basic ${long}`, []),
      await call("GET", CALLS, null, Array(Math.floor(length / 4)).fill("a:")),
    ];
    statuses.push(...answers.map(({ status }) => status));
  }
  return statuses;
}
