import { createEnforcer } from "@latchkey/enforcer";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { Role } from "../accounts/member.entity.js";
import { databaseNow } from "../database/testing/database-now.js";
import { HOUR } from "../durations.js";
import { Gateway } from "../usage/gateway.entity.js";
import { createWorld, type World } from "./testing/world.js";

let world: World;
let count = 0;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());
beforeEach(() => world.database.write((manager) => manager.deleteAll(Gateway)));
afterEach(() => vi.restoreAllMocks());

async function gateway(id: string, revision: number, silentFor = 0) {
  const lastSeenAt = new Date((await databaseNow(world.database)) - silentFor);
  const row = { id, revision, lagMilliseconds: 0, lastSeenAt, leaseSeconds: 30, startedAt: lastSeenAt };
  await world.database.write((manager) => manager.insert(Gateway, row));
}
const create = () =>
  world.act(
    Role.OWNER,
    "createApiKey",
    { name: `key ${count++}` },
    "effect { revision gateways confirmed } errors { code }",
  );

/** From so many questions about gateways on, `answer` stands in place of the database's. */
function answerGateways(from: number, answer: () => Promise<never>): void {
  const { manager } = world.database.reader;
  const real = manager.createQueryBuilder.bind(manager);
  let asked = 0;
  vi.spyOn(manager, "createQueryBuilder").mockImplementation((...given: unknown[]) => {
    const query = real(...(given as [typeof Gateway, string]));
    if (given[0] === Gateway && ++asked >= from)
      vi.spyOn(query, "getRawAndEntities").mockImplementation(answer);
    return query as never;
  });
}
const silent = () => new Promise<never>(() => {});
const away = () => Promise.reject(Object.assign(new Error("no answer"), { code: "ECONNREFUSED" }));
const createWithToken = () =>
  world.ask(
    Role.OWNER,
    "mutation ($name: String!) { createApiKey(input: {name: $name}) { token effect { gateways confirmed } } }",
    { name: `key ${count++}` },
  );

describe("effect", () => {
  it("counts no gateway where none is", async () => {
    expect((await create()).effect).toEqual({ revision: expect.any(String), gateways: 0, confirmed: 0 });
  });

  it("waits until the gateways have the change", async () => {
    await gateway("a", 0);
    const pending = create();
    setTimeout(() => {
      void world.database.write((manager) => manager.update(Gateway, { id: "a" }, { revision: 1_000_000 }));
    }, 100);
    expect((await pending).effect).toMatchObject({ gateways: 1, confirmed: 1 });
  });

  it("gives up after a second, and says how many have it", async () => {
    await gateway("a", 0);
    await gateway("b", 1_000_000);
    const start = performance.now();
    expect((await create()).effect).toMatchObject({ gateways: 2, confirmed: 1 });
    expect(performance.now() - start).toBeLessThan(1_500);
  });

  it("counts a silent gateway until its lease is over, and as long as it may have read the rules after its last sign of life", async () => {
    await gateway("silent", 1_000_000, 30_500);
    await gateway("gone", 0, 32_000);
    expect((await create()).effect).toMatchObject({ gateways: 1, confirmed: 1 });
  });

  it("counts gateways by the database's clock, whatever their own and the server's say", async () => {
    const clock = (ahead: number) => ({
      now: () => Date.now() + ahead,
      monotonic: () => performance.now(),
    });
    const start = async (id: string, ahead: number) => {
      const enforcer = await createEnforcer({ databaseUrl: world.url, id, clock: clock(ahead) });
      await enforcer.ready;
      return enforcer;
    };
    const gateways = [await start("behind", -2 * HOUR), await start("ahead", 2 * HOUR)];
    await gateway("gone", 0, 32_000);
    const { effect } = await create();
    await Promise.all(gateways.map((enforcer) => enforcer.close()));
    expect(effect).toMatchObject({ gateways: 2, confirmed: 2 });
  });

  it("is null when nothing changed", async () => {
    const { effect, errors } = await world.act(
      Role.OWNER,
      "createApiKey",
      { name: "" },
      "effect { revision } errors { code }",
    );
    expect(effect).toBeNull();
    expect(errors).toHaveLength(1);
  });

  describe("where the database goes away once the change is made", () => {
    const token = expect.stringMatching(/^lkt_/);
    const none = { status: 200, errors: [] };

    it("is what was known before, and the token is told", async () => {
      await gateway("a", 0);
      answerGateways(2, away);
      const effect = { gateways: 1, confirmed: 0 };
      expect(await createWithToken()).toMatchObject({ ...none, data: { createApiKey: { token, effect } } });
    });

    it.each([
      ["of them once", 2, { gateways: 1, confirmed: 0 }],
      ["nothing of them", 1, null],
    ])("keeps nobody waiting for longer than that second, where it told %s", async (_, from, effect) => {
      await gateway("a", 0);
      answerGateways(from, silent);
      const start = performance.now();
      expect(await createWithToken()).toMatchObject({ ...none, data: { createApiKey: { token, effect } } });
      expect(performance.now() - start).toBeLessThan(1_500);
    });

    it("is null when nothing is known, and the token is told", async () => {
      answerGateways(1, away);
      expect(await createWithToken()).toMatchObject({
        ...none,
        data: { createApiKey: { token, effect: null } },
      });
    });
  });

  it("fails where something of ours does", async () => {
    answerGateways(1, () => Promise.reject(new Error("a fault")));
    expect(await createWithToken()).toMatchObject({
      errors: [{ extensions: { code: "INTERNAL_SERVER_ERROR" } }],
    });
    expect(world.reported).toHaveLength(1);
  });
});
