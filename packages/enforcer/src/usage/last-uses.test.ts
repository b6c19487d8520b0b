import { expect, test } from "vitest";
import { LastUses } from "./last-uses.js";

const NOW = 1_800_000_000_000;
const use = (at: number, address: string, operation: string | null) => ({
  tokenId: "t",
  apiKeyId: "k",
  at,
  address,
  operation,
});

test("the last use of a token is the newest, as a whole, also when an older one could not be written in its time", () => {
  const uses = new LastUses();
  uses.add(use(NOW, "192.0.2.1", "sms.get"));
  uses.add(use(NOW, "192.0.2.1", "sms.send"));
  const [failed] = uses.batches("sqlite");
  uses.add(use(NOW + 1, "192.0.2.2", null));
  failed?.putBack?.();
  const values = uses.batches("sqlite").flatMap(({ statements }) => statements.map((each) => each.values));
  expect(values).toEqual([["t", "k", "192.0.2.2", null, NOW + 1]]);
});
