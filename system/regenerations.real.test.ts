import { basic } from "@latchkey/enforcer/testing";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createPlace, type Place } from "./support/database.js";
import { type GatewayProcess, startGateway } from "./support/gateway.js";
import type { Pair } from "./support/owner.js";
import { type ServerProcess, startServer } from "./support/server.js";

let place: Place;
let first: ServerProcess;
let second: ServerProcess;
let gateway: GatewayProcess;
let pair: Pair;

beforeAll(async () => {
  place = await createPlace();
  first = await startServer({ databaseUrl: place.url });
  second = await startServer({ databaseUrl: place.url });
  gateway = await startGateway({ databaseUrl: place.url });
  pair = await first.owner.makeKey("wanted by many");
});
afterAll(async () => {
  await Promise.all([first, second, gateway].map((one) => one?.stop()));
  await place?.drop();
});

test("of twenty regenerations at once on two servers one succeeds, and the pair has two tokens that work", async () => {
  const input = { id: pair.id, expectedVersion: 1 };
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, at) =>
      (at % 2 === 0 ? first : second).owner.act("regenerateToken", input, "token errors { code }"),
    ),
  );
  const payloads = answers.map(({ payload }) => payload);
  const [done, ...others] = payloads.filter(({ token }) => token !== null);
  expect([done?.errors, others]).toEqual([[], []]);
  const codes = payloads.flatMap(({ errors }) => errors.map(({ code }: { code: string }) => code));
  expect(codes).toEqual(Array(19).fill("STALE_VERSION"));

  for (const token of [pair.token, done.token]) {
    const works = async () => expect((await gateway.ask(basic(pair.key, token))).status).toBe(200);
    await vi.waitFor(works, { timeout: 5_000, interval: 20 });
  }
  const document = `query ($id: ID!) {
    account { apiKey(id: $id) { version tokens { status } } auditEvents(first: 100) { nodes { action subjectId } } }
  }`;
  const { account } = await first.owner.query(document, { id: pair.id });
  expect(account.apiKey).toEqual({ version: 2, tokens: [{ status: "ACTIVE" }, { status: "RETIRING" }] });
  const regenerations = account.auditEvents.nodes.filter(
    ({ action, subjectId }: { action: string; subjectId: string }) =>
      action === "token.regenerated" && subjectId === pair.id,
  );
  expect(regenerations).toHaveLength(1);
});
