import { expect, test } from "vitest";
import { gatewayName } from "./gateway-name.js";

const RANDOM = Uint8Array.of(0x1f, 0x2e, 0x3d, 0x4c);

test.each([
  ["edge-1", "edge-1-1f2e3d4c"],
  ["edge-1.eu.example.com", "edge-1-1f2e3d4c"],
  ["latchkey-gateway-production-7d9f8c6b5-x2x4z", "eway-production-7d9f8c6b5-x2x4z-1f2e3d4c"],
  ["übung_2", "bung2-1f2e3d4c"],
  ["", "1f2e3d4c"],
  ["...", "1f2e3d4c"],
])("a gateway on %j is named %s", (host, name) => {
  expect(gatewayName(host, RANDOM)).toBe(name);
  expect(name.length).toBeLessThanOrEqual(40);
});
