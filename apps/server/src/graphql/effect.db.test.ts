import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Role } from "../accounts/member.entity.js";
import { Gateway } from "../usage/gateway.entity.js";
import { createWorld, type World } from "./testing/world.js";

let world: World;
let count = 0;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());
beforeEach(() => world.database.write((manager) => manager.deleteAll(Gateway)));

const gateway = (id: string, revision: number, silentFor = 0) =>
  world.database.write((manager) =>
    manager.insert(Gateway, {
      id,
      revision,
      lagMilliseconds: 0,
      lastSeenAt: new Date(world.clock.at - silentFor),
      leaseSeconds: 30,
      startedAt: new Date(world.clock.at),
    }),
  );
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
    await gateway("silent", 1_000_000, 31_999);
    await gateway("gone", 0, 32_000);
    expect((await create()).effect).toMatchObject({ gateways: 1, confirmed: 1 });
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
