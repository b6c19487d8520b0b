import { createEnforcer } from "@latchkey/enforcer";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
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
});
