import { IsNull } from "typeorm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Role } from "../accounts/member.entity.js";
import { AuditEvent } from "../audit/audit-event.entity.js";
import { underWay } from "../database/testing/under-way.js";
import { createWorld, type Who, type World } from "../graphql/testing/world.js";
import { Api } from "./api.entity.js";
import { synchronise } from "./synchronise.js";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const set = (fields: object) => world.act("operator", "setApiDefaultLimit", { api: "sms", ...fields });
const limit = async () =>
  (await world.ask(Role.VIEWER, "{ account { throttleLimits { limit } } }")).data.account.throttleLimits[0]
    .limit;

describe("setApiDefaultLimit", () => {
  it("wins over the catalogue until it is cleared, each with one event of the installation", async () => {
    expect(await set({ limit: 300 })).toEqual({ api: { code: "sms", defaultLimit: 300 }, errors: [] });
    expect(await limit()).toBe(300);
    expect((await set({})).api.defaultLimit).toBe(300);
    expect((await set({ limit: null })).api.defaultLimit).toBe(200);
    const { manager } = world.database.reader;
    const events = await manager.find(AuditEvent, { where: { action: "api.defaultLimitSet" } });
    expect(events.map(({ accountId, summary }) => [accountId, summary]).sort()).toEqual([
      [null, "The default limit of SMS is 200 calls per minute, the catalogue's; it was 300."],
      [null, "The default limit of SMS is 300 calls per minute, set by an operator; it was 200."],
      [null, "The default limit of SMS is 300 calls per minute, set by an operator; it was 300."],
    ]);
  });

  it("is shown to operators with who set it last, also where it equals the catalogue's; to others it is not", async () => {
    await set({ limit: 200 });
    const apis = "{ apis { operatorLimit operatorLimitSetBy { name } } }";
    const first = async (who: Who) => (await world.ask(who, apis)).data.apis[0];
    expect(await first("operator")).toEqual({
      operatorLimit: 200,
      operatorLimitSetBy: { name: "The operator" },
    });
    expect(await first(Role.OWNER)).toEqual({ operatorLimit: null, operatorLimitSetBy: null });
    await set({ limit: null });
    expect(await first("operator")).toMatchObject({ operatorLimit: null });
  });

  it("is not changed when another was set than the operator has seen", async () => {
    const stale = { api: null, errors: [{ code: "STALE_VERSION", path: null, message: expect.any(String) }] };
    expect((await set({ limit: 300, expectedOperatorLimit: null })).errors).toEqual([]);
    expect(await set({ limit: 400, expectedOperatorLimit: null })).toEqual(stale);
    expect(await set({ limit: null, expectedOperatorLimit: 299 })).toEqual(stale);
    expect(await limit()).toBe(300);
    expect((await set({ limit: 300, expectedOperatorLimit: 300 })).errors).toEqual([]);
    expect((await set({ limit: null, expectedOperatorLimit: 300 })).api.defaultLimit).toBe(200);
  });

  it("is said to have been what another operator has made of it meanwhile, and left so where none is given", async () => {
    const { manager } = world.database.reader;
    for (const [fields, limits] of [
      [{ limit: 300 }, "is 300 calls per minute, set by an operator; it was 77"],
      [{}, "is 77 calls per minute, set by an operator; it was 77"],
    ] as const) {
      const other = await underWay(world.database, (writing) =>
        writing.update(Api, { code: "sms" }, { operatorLimit: 77 }),
      );
      const late = set(fields);
      await other.heldUp();
      other.release();
      await other.done;
      expect((await late).errors).toEqual([]);
      const [event] = await manager.find(AuditEvent, {
        order: { position: "DESC" },
        where: { accountId: IsNull() },
        take: 1,
      });
      expect(event?.summary).toBe(`The default limit of SMS ${limits}.`);
      await set({ limit: null });
    }
  });

  it("survives another catalogue", async () => {
    await set({ limit: 300 });
    const api = { code: "sms", name: "SMS", position: 0, catalogueLimit: 250, windowSeconds: 60 };
    const content = { apis: [api], operations: [] };
    await synchronise(world, {
      file: "catalogue.yaml",
      content,
      validate: async () => {},
    });
    expect(await limit()).toBe(300);
    const { data } = await world.ask("operator", "{ apis { operatorLimitSetBy { name } } }");
    expect(data.apis[0].operatorLimitSetBy).toEqual({ name: "The operator" });
    expect((await set({ limit: null })).api.defaultLimit).toBe(250);
  });

  it.each<[string, object, string]>([
    ["a limit of 0", { limit: 0 }, "limit"],
    ["a limit over the maximum", { limit: 1_000_001 }, "limit"],
    ["an Api that is none", { api: "nothing", limit: 5 }, "api"],
    ["a retired Api", { api: "voice", limit: 5 }, "api"],
  ])("refuses %s", async (_, fields, name) => {
    expect(await set(fields)).toMatchObject({ api: null, errors: [{ code: "INVALID", path: [name] }] });
  });
});
