import { afterAll, beforeAll, expect, it } from "vitest";
import { Role } from "../accounts/member.entity.js";
import { AuditEvent } from "../audit/audit-event.entity.js";
import { insertAll } from "../database/insert-all.js";
import { createWorld, type Who, type World } from "../graphql/testing/world.js";
import { ApiKey } from "./api-key.entity.js";
import { MOST_KEYS } from "./new-pair.js";
import { Token } from "./token.entity.js";

let world: World;
let id: string;
beforeAll(async () => {
  world = await createWorld();
  id = (await world.act(Role.OWNER, "createApiKey", { name: "key" })).apiKey.id;
});
afterAll(() => world.close());

it("lets one of twenty regenerations of the same version through, with one audit event and two tokens", async () => {
  const input = { id, expectedVersion: 1 };
  const calls = Array.from({ length: 20 }, () =>
    world.act(Role.OWNER, "regenerateToken", input, "token errors { code }"),
  );
  const payloads = await Promise.all(calls);
  const codes = payloads.flatMap(({ errors }) => errors?.map(({ code }: { code: string }) => code));
  expect(codes).toEqual(Array(19).fill("STALE_VERSION"));
  expect(payloads.filter(({ token }) => token !== null)).toHaveLength(1);
  const { manager } = world.database.reader;
  expect(await manager.countBy(AuditEvent, { subjectId: id, action: "token.regenerated" })).toBe(1);
  expect(await manager.countBy(Token, { apiKeyId: id })).toBe(2);
});

it("carries out all of twenty changes of one key whose callers name no version, one after the other", async () => {
  const { apiKey } = await world.act(Role.OWNER, "createApiKey", { name: "busy" });
  const payloads = await Promise.all(
    Array.from({ length: 20 }, (_, at) =>
      at % 2 === 0
        ? world.act(Role.OWNER, "updateApiKey", { id: apiKey.id, note: `note ${at}` }, "errors { code }")
        : world.act(
            Role.OWNER,
            "regenerateToken",
            { id: apiKey.id, endPreviousGrace: true },
            "errors { code }",
          ),
    ),
  );
  expect(payloads).toEqual(Array(20).fill({ errors: [] }));
  const { manager } = world.database.reader;
  expect(await manager.findOneBy(ApiKey, { id: apiKey.id })).toMatchObject({ version: 21 });
  expect(await manager.countBy(Token, { apiKeyId: apiKey.id })).toBe(2);
});

it("makes one key of twenty identical calls", async () => {
  const input = { name: "once", idempotencyKey: "twenty-at-the-same-time" };
  const payloads = await Promise.all(
    Array.from({ length: 20 }, () =>
      world.act(Role.OWNER, "createApiKey", input, "token apiKey { id } errors { code }"),
    ),
  );
  const codes = payloads.flatMap(({ errors }) => errors?.map(({ code }: { code: string }) => code));
  expect(codes).toEqual(Array(19).fill("ALREADY_APPLIED"));
  expect(new Set(payloads.map(({ apiKey }) => apiKey.id)).size).toBe(1);
});

it("makes all of twenty different keys asked for at once", async () => {
  const payloads = await Promise.all(
    Array.from({ length: 20 }, (_, at) =>
      world.act(Role.OWNER, "createApiKey", { name: `parallel ${at}` }, "errors { code }"),
    ),
  );
  expect(payloads).toEqual(Array(20).fill({ errors: [] }));
});

it("makes no key beyond the bound of an account, of twenty asked for at once by a key and by people", async () => {
  const { manager } = world.database.reader;
  const like = await manager.findOneByOrFail(ApiKey, { id });
  const accountId = world.alpha.id;
  const make = (who: Who, name: string) => world.act(who, "createApiKey", { name }, "errors { code }");
  await make("writing key", "the one that asks is there");
  const left = MOST_KEYS - 3 - (await manager.countBy(ApiKey, { accountId }));
  const rows = Array.from({ length: left }, (_, at) => {
    const name = `one of many ${at}`;
    return { ...like, id: `key_many_${at}`, key: `lk_many_${at}`, name, liveName: name };
  });
  await world.database.write((writing) => insertAll(writing, ApiKey, rows));
  const asking: Who[] = ["writing key", Role.OWNER, Role.ADMIN, Role.DEVELOPER];
  const payloads = await Promise.all(
    Array.from({ length: 20 }, (_, at) => make(asking[at % 4] ?? "nobody", `one too many ${at}`)),
  );
  expect(payloads.filter(({ errors }) => errors.length === 0)).toHaveLength(3);
  expect(await manager.countBy(ApiKey, { accountId })).toBe(MOST_KEYS);
}, 60_000);
