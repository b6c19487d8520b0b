import { In } from "typeorm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { AuditEvent } from "../audit/audit-event.entity.js";
import { IdempotencyRecord } from "../database/idempotency-record.entity.js";
import { newId } from "../database/ids.js";
import { underWay } from "../database/testing/under-way.js";
import { createWorld, type Who, type World } from "../graphql/testing/world.js";
import { ApiKey } from "../keys/api-key.entity.js";
import { removeOperator } from "../setup/more-people.js";
import { Account } from "./account.entity.js";
import { Member, Role } from "./member.entity.js";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const undo = () => {
  throw new Error("undone");
};

it.each(["a role", "a key"])(
  "nobody makes a key by %s whose loss stands before it in the audit, however long that took to be made",
  async (by) => {
    const { alpha, database, users } = world;
    const who: Who = by === "a role" ? Role.DEVELOPER : "writing key";
    const userId = users.get(Role.DEVELOPER)?.id ?? "";
    const { manager } = database.reader;
    const { id } = await manager.findOneByOrFail(Member, { accountId: alpha.id, userId });
    await world.act("writing key", "createApiKey", { name: `before ${by}` });
    const asking = await manager.findOneByOrFail(ApiKey, { name: "The writing key" });
    const idempotencyKey = "the same for both";
    const now = new Date(world.clock.at);
    // Whoever uses the same key waits for this one, which comes to nothing.
    const other = await underWay(
      database,
      (writing) => {
        const actor = by === "a role" ? userId : asking.key;
        const call = { accountId: alpha.id, actor, mutation: "createApiKey", idempotencyKey };
        const row = { ...call, id: newId("idm", now), inputHash: "", subjectId: "", createdAt: now };
        return writing.insert(IdempotencyRecord, row);
      },
      undo,
    );
    const made = world.act(who, "createApiKey", {
      accountSid: "alpha",
      name: `late by ${by}`,
      idempotencyKey,
    });
    await other.heldUp();
    const lost =
      by === "a role"
        ? world.act(Role.OWNER, "setMemberRole", { id, role: Role.VIEWER })
        : world.act(Role.OWNER, "disableApiKey", { id: asking.id });
    await Promise.race([lost, other.heldUp(2)]);
    other.release();
    await expect(other.done).rejects.toThrow("undone");
    expect([await made, await lost]).toMatchObject([{ errors: [] }, { errors: [] }]);
    const actions = ["apiKey.created", by === "a role" ? "member.roleChanged" : "apiKey.disabled"];
    const events = await manager.find(AuditEvent, {
      where: { accountId: alpha.id, action: In(actions) },
      order: { position: "ASC" },
    });
    expect(events.slice(-2).map(({ action }) => action)).toEqual(actions);
    await world.act(Role.OWNER, "enableApiKey", { id: asking.id });
  },
);

it("nobody does anything by a key that was deleted after it was let in", async () => {
  const { database } = world;
  const { manager } = database.reader;
  const { id } = await manager.findOneByOrFail(ApiKey, { name: "The writing key" });
  const gone = { deletedAt: new Date(world.clock.at), liveName: null };
  const deletion = await underWay(database, (writing) => writing.update(ApiKey, { id }, gone));
  const late = world.act("writing key", "createApiKey", { name: "too late" });
  await deletion.heldUp();
  deletion.release();
  await deletion.done;
  expect(await late).toEqual({ topLevel: "UNAUTHENTICATED" });
  expect(await manager.countBy(ApiKey, { name: "too late" })).toBe(0);
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
