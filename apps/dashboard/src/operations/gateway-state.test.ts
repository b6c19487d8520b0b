import { expect, test } from "vitest";
import { gatewayState } from "./gateway-state.js";

const NOW = Date.parse("2026-03-01T12:00:00.000Z");
const seen = (ago: number) => ({
  revision: "41",
  lastSeenAt: new Date(NOW - ago).toISOString(),
  leaseSeconds: 30,
});

test("a gateway that has the newest revision has every change", () => {
  expect(gatewayState(seen(900), 41, NOW).level).toBe("current");
});

test("one that lacks some says how many", () => {
  expect(gatewayState(seen(900), 42, NOW)).toEqual({ level: "behind", words: "1 change behind" });
});

test("one that was not heard of counts until its lease is over, and no longer", () => {
  expect(gatewayState(seen(30_000), 41, NOW).level).toBe("silent");
  expect(gatewayState(seen(30_001), 41, NOW).level).toBe("gone");
});
