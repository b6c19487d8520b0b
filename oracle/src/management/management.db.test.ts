import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { options } from "../config.mjs";
import { compareManagement } from "./compare-management.js";
import { MUTATIONS } from "./rules/mutate.js";

const { requests: steps, seed } = options({ requests: process.env.TEST_DATABASE === "mysql" ? 100 : 300 });
const SCHEMA = new URL("../../../apps/server/schema.graphql", import.meta.url);
/** Sessions are none of the model's. */
const UNKNOWN = ["endMySessions"];

test(`answers ${steps} random acts as the model does, and shows what it holds (ORACLE_SEED=${seed})`, async () => {
  console.info(`ORACLE_SEED=${seed}`);
  const counts = await compareManagement({ steps, seed });
  console.info(counts);
  expect(counts.steps).toBeGreaterThanOrEqual(steps);
}, 600_000);

test("the model knows every mutation", () => {
  const [, mutations = ""] = /^type Mutation \{(.*?)^\}/ms.exec(readFileSync(SCHEMA, "utf8")) ?? [];
  const names = [...mutations.matchAll(/^ {2}(\w+)\(/gm)].map(([, name]) => name);
  expect([...Object.keys(MUTATIONS), ...UNKNOWN].sort()).toEqual(names.sort());
});
