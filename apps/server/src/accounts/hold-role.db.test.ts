import { setTimeout as sleep } from "node:timers/promises";
import { In } from "typeorm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { AuditEvent } from "../audit/audit-event.entity.js";
import { IdempotencyRecord } from "../database/idempotency-record.entity.js";
import { newId } from "../database/ids.js";
import { createWorld, type World } from "../graphql/testing/world.js";
import { removeOperator } from "../setup/more-people.js";
import { Account } from "./account.entity.js";
import { Member, Role } from "./member.entity.js";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

/** A promise, and what resolves it. */
function signal(): [Promise<void>, () => void] {
  let resolve = () => {};
  const promise = new Promise<void>((resolved) => {
    resolve = resolved;
  });
  return [promise, resolve];
}

it("nobody makes a key by a role whose loss stands before it in the audit, however long that took to be made", async () => {
  const { alpha, database, users } = world;
  const userId = users.get(Role.DEVELOPER)?.id ?? "";
  const { id } = await database.reader.manager.findOneByOrFail(Member, { accountId: alpha.id, userId });
  const idempotencyKey = "the same for both";
  const now = new Date(world.clock.at);
  const [released, release] = signal();
  const [taken, take] = signal();
  // Whoever uses the same key waits for this one, which comes to nothing.
  const other = database.write(async (manager) => {
    const call = { accountId: alpha.id, actor: userId, mutation: "createApiKey", idempotencyKey };
    await manager.insert(IdempotencyRecord, {
      ...{ id: newId("idm", now), ...call, inputHash: "", subjectId: "", createdAt: now },
    });
    take();
    await released;
    throw new Error("undone");
  });
  await taken;
  const made = world.act(Role.DEVELOPER, "createApiKey", {
    accountSid: "alpha",
    name: "late",
    idempotencyKey,
  });
  await sleep(200);
  const lost = world.act(Role.OWNER, "setMemberRole", { id, role: Role.VIEWER });
  await Promise.race([lost, sleep(300)]);
  release();
  await expect(other).rejects.toThrow("undone");
  expect([await made, await lost]).toMatchObject([{ errors: [] }, { errors: [] }]);
  const actions = ["apiKey.created", "member.roleChanged"];
  const events = await database.reader.manager.find(AuditEvent, {
    where: { accountId: alpha.id, action: In(actions) },
    order: { position: "ASC" },
  });
  expect(events.slice(-2).map(({ action }) => action)).toEqual(actions);
});

it("nobody does anything as an operator who was removed since they were looked up", async () => {
  await removeOperator(world, "operator@example.com");
  const refused = { topLevel: "FORBIDDEN" };
  const suspension = { accountSid: "alpha", suspended: true, reason: "Too late" };
  expect(await world.act("operator", "setAccountSuspended", suspension)).toEqual(refused);
  expect(await world.act("operator", "setApiDefaultLimit", { api: "sms", limit: 1 })).toEqual(refused);
  const { suspended } = await world.database.reader.manager.findOneByOrFail(Account, { sid: "alpha" });
  expect(suspended).toBe(false);
});
