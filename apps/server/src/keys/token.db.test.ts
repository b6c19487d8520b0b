import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Role } from "../accounts/member.entity.js";
import { HOUR } from "../durations.js";
import { createWorld, type World } from "../graphql/testing/world.js";
import { Token } from "./token.entity.js";

const PAYLOAD = "token apiKey { id version tokens { id status retiresAt hint } } errors { code path }";

let world: World;
let id: string;
let first: string;
let count = 0;

beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  const made = await world.act(Role.OWNER, "createApiKey", { name: `key ${count++}` }, PAYLOAD);
  id = made.apiKey.id;
  first = made.token;
});

const regenerate = (input: object = {}, who: Role = Role.OWNER) =>
  world.act(who, "regenerateToken", { id, ...input }, PAYLOAD);
const codes = (payload: { errors: { code: string }[] }) => payload.errors.map(({ code }) => code);

describe("regenerateToken", () => {
  it("gives a new token, and lets the old one retire in 48 hours", async () => {
    const { token, apiKey, errors } = await regenerate();
    expect(errors).toEqual([]);
    expect(token).toMatch(/^lkt_[0-9A-Za-z]{38}$/);
    expect(token).not.toBe(first);
    expect(apiKey.version).toBe(2);
    expect(apiKey.tokens).toEqual([
      { id: expect.any(String), status: "ACTIVE", retiresAt: null, hint: token.slice(0, 8) },
      {
        id: expect.any(String),
        status: "RETIRING",
        retiresAt: new Date(world.clock.at + 48 * HOUR).toISOString(),
        hint: first.slice(0, 8),
      },
    ]);
  });

  it("ends the old token at once when the grace period is 0", async () => {
    const { apiKey } = await regenerate({ gracePeriodSeconds: 0 });
    expect(apiKey.tokens).toHaveLength(1);
    const old = await world.database.reader.manager.findBy(Token, { apiKeyId: id });
    expect(old.filter((token) => token.deletedAt !== null)).toHaveLength(1);
  });

  it("shows the old token until the moment of its end, and not at it", async () => {
    await regenerate({ gracePeriodSeconds: 10 });
    const tokens = async () =>
      (
        await world.ask(
          Role.OWNER,
          `query ($id: ID!) { node(id: $id) { ... on ApiKey { tokens { id } } } }`,
          {
            id,
          },
        )
      ).data.node.tokens.length;
    world.clock.at += 9_999;
    expect(await tokens()).toBe(2);
    world.clock.at += 1;
    expect(await tokens()).toBe(1);
  });

  it("keeps two rows at most, however often it is called", async () => {
    for (let round = 0; round < 3; round++) await regenerate({ endPreviousGrace: true });
    expect(await world.database.reader.manager.countBy(Token, { apiKeyId: id })).toBe(2);
  });

  it("audits exactly one event", async () => {
    world.clock.at += 1;
    await regenerate();
    expect((await world.eventsAbout(id)).map((event) => event.action)).toEqual([
      "apiKey.created",
      "token.regenerated",
    ]);
  });
});

describe("GRACE_PERIOD_OPEN", () => {
  it("refuses while the old token still works, and changes nothing", async () => {
    await regenerate();
    const refused = await regenerate();
    expect(codes(refused)).toEqual(["GRACE_PERIOD_OPEN"]);
    expect(refused).toMatchObject({ token: null, apiKey: null });
    const { apiKey } = await regenerate({ endPreviousGrace: true });
    expect(apiKey.version).toBe(3);
  });

  it("is over when the grace period is", async () => {
    await regenerate({ gracePeriodSeconds: 60 });
    world.clock.at += 60_000;
    expect(codes(await regenerate())).toEqual([]);
  });
});

describe("regenerateToken with replaceActive", () => {
  it("ends the new token that was lost, and lets the old one retire as it would have", async () => {
    const lost = await regenerate();
    world.clock.at += HOUR;
    const { token, apiKey, errors } = await regenerate({ replaceActive: true });
    expect(errors).toEqual([]);
    expect(apiKey.tokens).toMatchObject([
      { status: "ACTIVE", hint: token.slice(0, 8) },
      { id: lost.apiKey.tokens[1].id, status: "RETIRING", retiresAt: lost.apiKey.tokens[1].retiresAt },
    ]);
    const rows = await world.database.reader.manager.findBy(Token, { apiKeyId: id });
    expect(rows.map((row) => row.id).sort()).toEqual(
      apiKey.tokens.map((kept: { id: string }) => kept.id).sort(),
    );
    expect((await world.eventsAbout(id)).at(-1)?.summary).toBe(
      `Key "key ${count - 1}" has a new token (${token.slice(0, 8)}…) in place of the last one (${lost.token.slice(0, 8)}…), which has ended; the old one ends at ${lost.apiKey.tokens[1].retiresAt}.`,
    );
  });

  it("can be sent as often as a token is lost", async () => {
    const { apiKey } = await regenerate();
    for (let round = 0; round < 3; round++) await regenerate({ replaceActive: true });
    expect(await world.database.reader.manager.findBy(Token, { apiKeyId: id })).toHaveLength(2);
    expect((await regenerate({ replaceActive: true })).apiKey.tokens[1].id).toBe(apiKey.tokens[1].id);
  });

  it("regenerates as ever where no grace period is open", async () => {
    const { apiKey, errors } = await regenerate({ replaceActive: true });
    expect(errors).toEqual([]);
    expect(apiKey.tokens).toMatchObject([
      { status: "ACTIVE" },
      { status: "RETIRING", hint: first.slice(0, 8) },
    ]);
  });

  it("is not for who ends the old token", async () => {
    await regenerate();
    expect((await regenerate({ replaceActive: true, endPreviousGrace: true })).errors).toEqual([
      { code: "INVALID", path: ["replaceActive"] },
    ]);
  });
});

describe("INVALID", () => {
  it("tells all that is wrong at once", async () => {
    const wrong = { gracePeriodSeconds: -1, replaceActive: true, endPreviousGrace: true };
    expect((await regenerate(wrong)).errors).toEqual([
      { code: "INVALID", path: ["gracePeriodSeconds"] },
      { code: "INVALID", path: ["replaceActive"] },
    ]);
  });

  it.each([-1, 2_592_001])("refuses a grace period of %i seconds", async (gracePeriodSeconds) => {
    const refused = await regenerate({ gracePeriodSeconds });
    expect(refused.errors).toEqual([{ code: "INVALID", path: ["gracePeriodSeconds"] }]);
  });

  it("is not said of the longest grace period", async () => {
    expect(codes(await regenerate({ gracePeriodSeconds: 2_592_000 }))).toEqual([]);
  });

  it.each(["short", "x".repeat(101)])("refuses an idempotency key out of bounds", async (idempotencyKey) => {
    expect((await regenerate({ idempotencyKey })).errors).toEqual([
      { code: "INVALID", path: ["idempotencyKey"] },
    ]);
  });
});

describe("STALE_VERSION", () => {
  it("refuses a version that is not the current one", async () => {
    expect(codes(await regenerate({ expectedVersion: 7 }))).toEqual(["STALE_VERSION"]);
  });

  it.each([1, undefined])(
    "lets one of two regenerations at once through (version %s)",
    async (expectedVersion) => {
      const both = await Promise.all([regenerate({ expectedVersion }), regenerate({ expectedVersion })]);
      const refused = both.filter((payload) => payload.errors.length > 0);
      expect(refused).toHaveLength(1);
      expect(["STALE_VERSION", "GRACE_PERIOD_OPEN"]).toContain(refused[0].errors[0].code);
      if (expectedVersion === 1) expect(codes(refused[0])).toEqual(["STALE_VERSION"]);
      expect(await world.database.reader.manager.countBy(Token, { apiKeyId: id })).toBe(2);
      expect(await world.eventsAbout(id)).toHaveLength(2);
    },
  );
});

describe("ALREADY_APPLIED", () => {
  const idempotencyKey = "0123456789abcdef";

  it("gives the key without a token when the same call comes again, whatever its order of fields", async () => {
    const made = await regenerate({ idempotencyKey, gracePeriodSeconds: 60 });
    expect(made.errors).toEqual([]);
    const again = await world.act(
      Role.OWNER,
      "regenerateToken",
      { gracePeriodSeconds: 60, idempotencyKey, id },
      PAYLOAD,
    );
    expect(again).toMatchObject({
      token: null,
      apiKey: { id, version: 2 },
      errors: [{ code: "ALREADY_APPLIED" }],
    });
  });

  it("lets one of two identical calls at once do it", async () => {
    const key = "concurrent-calls-1";
    const both = await Promise.all([
      regenerate({ idempotencyKey: key }),
      regenerate({ idempotencyKey: key }),
    ]);
    expect(both.flatMap(codes)).toEqual(["ALREADY_APPLIED"]);
    expect(both.filter((payload) => payload.token !== null)).toHaveLength(1);
  });

  it("knows nothing of another member's key of the same text", async () => {
    await regenerate({ idempotencyKey: "shared-between-two" });
    const other = await regenerate(
      { idempotencyKey: "shared-between-two", endPreviousGrace: true },
      Role.ADMIN,
    );
    expect(codes(other)).toEqual([]);
  });

  it("forgets after 24 hours", async () => {
    const call = { idempotencyKey: "after-twenty-four-h", gracePeriodSeconds: 0 };
    await regenerate(call);
    world.clock.at += 24 * HOUR - 1;
    expect(codes(await regenerate(call))).toEqual(["ALREADY_APPLIED"]);
    world.clock.at += 1;
    expect(codes(await regenerate(call))).toEqual([]);
  });
});

describe("IDEMPOTENCY_CONFLICT", () => {
  it("refuses the same key with another input", async () => {
    const idempotencyKey = "same-key-other-input";
    await regenerate({ idempotencyKey });
    expect(codes(await regenerate({ idempotencyKey, endPreviousGrace: true }))).toEqual([
      "IDEMPOTENCY_CONFLICT",
    ]);
  });
});

describe("deleteRetiringToken", () => {
  it("ends the old token, and leaves the new one alone", async () => {
    const { apiKey } = await regenerate();
    const payload = await world.act(Role.OWNER, "deleteRetiringToken", { id });
    expect(payload.errors).toEqual([]);
    expect(payload.apiKey.tokens.map((token: { id: string }) => token.id)).toEqual([apiKey.tokens[0].id]);
    expect(codes(await regenerate())).toEqual([]);
  });
});

describe("NO_RETIRING_TOKEN", () => {
  it("says so when there is none, when it was deleted, and when its time is over", async () => {
    const remove = async () => codes(await world.act(Role.OWNER, "deleteRetiringToken", { id }));
    expect(await remove()).toEqual(["NO_RETIRING_TOKEN"]);
    await regenerate();
    expect(await remove()).toEqual([]);
    expect(await remove()).toEqual(["NO_RETIRING_TOKEN"]);
    await regenerate({ gracePeriodSeconds: 1 });
    world.clock.at += 1_000;
    expect(await remove()).toEqual(["NO_RETIRING_TOKEN"]);
  });
});

describe("a token's text", () => {
  it("is nowhere in the database", async () => {
    const second = (await regenerate()).token;
    const { manager } = world.database.reader;
    for (const { tableName } of world.database.reader.entityMetadatas) {
      const rows = JSON.stringify(await manager.query(`SELECT * FROM \`${tableName}\``));
      expect(rows).not.toContain(first);
      expect(rows).not.toContain(second);
    }
  });
});
