import { expect, test } from "vitest";
import { addressOf } from "./gateway.js";

test.each([
  ["127.0.0.1", "IPv4", "127.0.0.1:4100"],
  ["::1", "IPv6", "[::1]:4100"],
])("where a listener on %s is to be found is logged as URLs write it", (address, family, written) => {
  expect(addressOf({ address: () => ({ address, family, port: 4100 }) })).toBe(written);
});
