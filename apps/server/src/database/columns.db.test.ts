import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Role } from "../accounts/member.entity.js";
import { createWorld, type World } from "../graphql/testing/world.js";
import { Damage } from "./damage.js";

const NO_MOMENT = "8640000000000001";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const damage = (table: string, column: string, value: string, id: string) =>
  world.database.writer.manager.query(`UPDATE \`${table}\` SET \`${column}\` = ? WHERE \`id\` = ?`, [
    value,
    id,
  ]);

describe("a key whose row somebody has damaged", () => {
  let id: string;
  let good: string;
  beforeEach(async () => {
    const make = async (name: string) => {
      world.clock.at += 1;
      return (await world.act(Role.OWNER, "createApiKey", { name, labels: ["a"] })).apiKey.id;
    };
    [id, good] = [await make("damaged"), await make("good")];
    return async () => {
      for (const each of [id, good]) await world.act(Role.OWNER, "deleteApiKey", { id: each });
    };
  });

  it.each<[string, string, object]>([
    ["accessScope", "all_apis", { accessScope: "SELECTED_APIS" }],
    ["addressScope", "", { addressScope: "ALLOWLIST_ONLY" }],
    ["environment", "STAGING", { environment: "PRODUCTION" }],
    ["labels", "[oops", { labels: [] }],
    ["labels", '{"a":1}', { labels: [] }],
    ["expiresAt", NO_MOMENT, { status: "EXPIRED", expiresAt: "1970-01-01T00:00:00.000Z" }],
    ["createdAt", NO_MOMENT, { createdAt: "1970-01-01T00:00:00.000Z" }],
  ])("in %s (%s) is shown as what allows least, beside the others, and can be deleted", async (...each) => {
    const [column, value, shown] = each;
    await damage("api_key", column, value, id);
    const { data, errors } = await world.ask(
      Role.OWNER,
      "{ account { apiKeys { nodes { id status accessScope addressScope environment labels expiresAt createdAt } } } }",
    );
    expect(errors).toEqual([]);
    expect(data.account.apiKeys.nodes).toMatchObject([{ id: good }, { id, ...shown }]);
    expect(await world.act(Role.OWNER, "deleteApiKey", { id })).toMatchObject({ deletedId: id, errors: [] });
  });
});

describe("what a read meets in a damaged row", () => {
  it.each([
    ["accessScope", "all_apis"],
    ["labels", "[oops"],
    ["labels", '{"a":1}'],
    ["expiresAt", NO_MOMENT],
  ])("in %s (%s) is named in the log once, without what stands there", async (column, value) => {
    world.clock.at += 1;
    const { id } = (await world.act(Role.OWNER, "createApiKey", { name: `bad ${value}` })).apiKey;
    const report = new Damage(world.database.reader);
    const logged: object[] = [];
    const log = {
      error: (fields: object) => void ("id" in fields && fields.id === id && logged.push(fields)),
    };
    const read = async () => {
      await world.ask(Role.OWNER, "{ account { apiKeys { nodes { labels accessScope expiresAt } } } }");
      await report.tell(log);
    };
    await read();
    expect(logged).toEqual([]);
    await damage("api_key", column, value, id);
    await read();
    await read();
    expect(logged).toEqual([{ table: "api_key", column, id }]);
    await world.act(Role.OWNER, "deleteApiKey", { id });
  });
});

describe("a request for another limit whose row somebody has damaged", () => {
  let id: string;
  beforeAll(async () => {
    const asked = await world.act(Role.OWNER, "requestThrottleLimit", {
      api: "sms",
      limit: 300,
      reason: "More.",
    });
    id = asked.throttleRequest.id;
  });

  it.each([
    ["requestedAt", NO_MOMENT, [{ requestedAt: "1970-01-01T00:00:00.000Z" }]],
    ["status", "PERHAPS", [{ status: "WITHDRAWN" }]],
    ["apiCode", "nothing", []],
  ])("in %s (%s) keeps none of the others from operators and accounts", async (column, value, shown) => {
    await damage("throttle_request", column, value, id);
    for (const [who, query] of [
      ["operator", "{ throttleRequests { nodes { status requestedAt api { code } } } }"],
      [Role.OWNER, "{ account { throttleRequests { nodes { status requestedAt api { code } } } } }"],
    ] as const) {
      const { data, errors } = await world.ask(who, query);
      expect(errors).toEqual([]);
      expect((data.account ?? data).throttleRequests.nodes).toMatchObject(shown);
    }
  });
});

describe("a request for another limit of which can't be read how it stands", () => {
  it("keeps nobody from asking again", async () => {
    const ask = () =>
      world.act(Role.OWNER, "requestThrottleLimit", { api: "voice", limit: 300, reason: "More." });
    const { id } = (await ask()).throttleRequest;
    await damage("throttle_request", "status", "PERHAPS", id);
    world.clock.at += 1;
    expect((await ask()).throttleRequest).toMatchObject({ status: "PENDING" });
    expect((await ask()).errors).toMatchObject([{ code: "REQUEST_PENDING" }]);
  });
});

describe("a member whose role is none", () => {
  it("reads, and does nothing else", async () => {
    const { manager } = world.database.writer;
    await manager.query("UPDATE `member` SET `role` = 'KING' WHERE `role` = 'ADMIN'");
    const { data } = await world.ask(Role.ADMIN, "{ account { viewerRole members { role } } }");
    expect(data.account.viewerRole).toBe("VIEWER");
    expect(data.account.members).toHaveLength(4);
    const query = 'mutation { createApiKey(input: {name: "mine"}) { token } }';
    expect((await world.ask(Role.ADMIN, query)).errors).toMatchObject([
      { extensions: { code: "FORBIDDEN" } },
    ]);
  });
});

describe("a number in the database that is none", () => {
  const query = "{ account { throttleLimits { limit defaultLimit windowSeconds } } apis { catalogueLimit } }";

  it("is read as 0 on SQLite, which takes it, and takes no list from anybody; MySQL refuses it", async () => {
    const write = world.database.writer.manager.query(
      "UPDATE `api` SET `catalogueLimit` = 'many' WHERE `code` = 'sms'",
    );
    if (world.url.startsWith("mysql:")) return expect(write).rejects.toThrow("catalogueLimit");
    await write;
    const { data, errors } = await world.ask(Role.OWNER, query);
    expect(errors).toEqual([]);
    expect(data.apis[0]).toEqual({ catalogueLimit: 0 });
    expect(data.account.throttleLimits[0]).toEqual({ limit: 0, defaultLimit: 0, windowSeconds: 60 });
  });

  it("is put right by the next change where it is the version of a key", async () => {
    const { id } = (await world.act(Role.OWNER, "createApiKey", { name: "of no version" })).apiKey;
    await damage("api_key", "version", world.url.startsWith("mysql:") ? "0" : "many", id);
    const changed = await world.act(
      Role.OWNER,
      "disableApiKey",
      { id },
      "apiKey { version } errors { code }",
    );
    expect(changed).toEqual({ apiKey: { version: 1 }, errors: [] });
  });
});

describe("a member who names nobody", () => {
  it("is left out, and takes neither the others nor the account from anybody", async () => {
    await world.database.writer.manager.query(
      "UPDATE `member` SET `userId` = 'gone' WHERE `role` = 'DEVELOPER'",
    );
    const { data, errors } = await world.ask(Role.OWNER, "{ account { sid members { role user { id } } } }");
    expect(errors).toEqual([]);
    expect(data.account.members).toHaveLength(3);
  });
});
