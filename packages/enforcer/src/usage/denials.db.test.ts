import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../testing/database.js";
import { Denials } from "./denials.js";

let place: TestDatabase;

beforeAll(async () => {
  place = await createTestDatabase();
}, 60_000);
afterAll(() => place.drop());

test("denials that were written, though the database could not say so, don't keep it from taking them again with later ones", async () => {
  const { database } = place;
  const denials = new Denials();
  const deny = (requestId: string) =>
    denials.add({
      apiKeyId: "k",
      requestId,
      at: 1,
      reason: "UNKNOWN_API",
      method: "GET",
      path: "/",
      address: null,
      operation: null,
    });
  const write = async () => {
    const batches = denials.batches(database.dialect);
    for (const { statements } of batches) await database.write(statements);
    return batches;
  };
  deny("first");
  for (const { putBack } of await write()) putBack?.();
  deny("second");
  await write();
  const rows = await database.read("SELECT `requestId` FROM `denial` ORDER BY `id`");
  expect(rows.map(({ requestId }) => requestId)).toEqual(["first", "second"]);
});
