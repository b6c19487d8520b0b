import type { IncomingMessage } from "node:http";
import { type Allowed, compileRanges } from "@latchkey/enforcement";
import { expect, test } from "vitest";
import { upstreamHeaders } from "./headers.js";

const allowed = { caller: { account: "demo", key: "lk_a" }, operation: "sms.send" } as Allowed;

/** What the upstream is told of where a call came from. */
function forwardedFor(peer: string | undefined, lines: string[] = []): string | undefined {
  const request = { rawHeaders: lines, socket: { remoteAddress: peer } } as IncomingMessage;
  const trusted = compileRanges(["192.0.2.0/24"]);
  if (!trusted) throw new Error("bad CIDR");
  const headers = upstreamHeaders(request, trusted, allowed, "id");
  return headers[headers.indexOf("X-Forwarded-For") + 1];
}

test.each([
  ["::ffff:203.0.113.7", "203.0.113.7"],
  ["203.0.113.7", "203.0.113.7"],
  ["2001:db8::ffff:1", "2001:db8::ffff:1"],
  [undefined, "unknown"],
])("a peer at %s is told on as %s", (peer, told) => {
  expect(forwardedFor(peer)).toBe(told);
});

test("a trusted proxy is one in either spelling", () => {
  expect(forwardedFor("::ffff:192.0.2.1", ["X-Forwarded-For", "203.0.113.9"])).toBe("203.0.113.9, 192.0.2.1");
});
