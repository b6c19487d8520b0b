import type { Server } from "node:http";
import { compileRanges } from "@latchkey/enforcement";
import { open, request } from "@latchkey/enforcer/testing";
import { afterEach, expect, test, vi } from "vitest";
import { createListener } from "../http/listener.js";
import { onlyPeers, reportRefused } from "./peers.js";

let server: Server;
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

/** Asks three times, each on a connection of its own. */
async function askWithin(peers: string, refused: (address: string) => void) {
  const ranges = compileRanges([peers]);
  if (!ranges) throw new Error("bad CIDR");
  const handler = onlyPeers(ranges, (_, response) => response.answer(200, [], ""), refused);
  server = createListener(handler, { requestTimeout: 10_000 });
  const port = await open(server);
  for (let each = 0; each < 3; each++) await request(port, "GET", "/");
}

test("an address that asks and may not is in the log, once", async () => {
  const warn = vi.fn();
  await askWithin("198.51.100.0/24", reportRefused({ warn }));
  expect(warn.mock.calls).toEqual([
    [{ address: "127.0.0.1" }, expect.stringMatching(/not one of DECISION_PEERS$/)],
  ]);
});

test("nothing is said of peers", async () => {
  const refused = vi.fn();
  await askWithin("127.0.0.0/8", refused);
  expect(refused).not.toHaveBeenCalled();
});

test("strangers from many addresses fill no log", () => {
  const warn = vi.fn();
  const refused = reportRefused({ warn });
  for (let each = 0; each < 1_000; each++) refused(`2001:db8::${each}`);
  expect(warn).toHaveBeenCalledTimes(100);
});
