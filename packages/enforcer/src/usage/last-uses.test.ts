import { expect, test } from "vitest";
import { LastUses } from "./last-uses.js";

const NOW = 1_800_000_000_000;
const use = (at: number, address: string) => ({ tokenId: "t", apiKeyId: "k", at, address });

test("the last use of a token is the newest, also when an older one could not be written in its time", () => {
  const uses = new LastUses();
  uses.add(use(NOW, "192.0.2.1"));
  const [failed] = uses.batches("sqlite");
  uses.add(use(NOW + 1, "192.0.2.2"));
  failed?.putBack?.();
  const values = uses.batches("sqlite").flatMap(({ statements }) => statements.map((each) => each.values));
  expect(values).toEqual([["t", "k", "192.0.2.2", NOW + 1]]);
});
