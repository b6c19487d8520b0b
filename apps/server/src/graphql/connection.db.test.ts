import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Role } from "../accounts/member.entity.js";
import { createWorld, type Who, type World } from "./testing/world.js";

let world: World;
beforeAll(async () => {
  world = await createWorld();
  for (const name of ["one", "two"]) await world.act(Role.OWNER, "createApiKey", { name });
  await world.act(Role.OWNER, "requestThrottleLimit", { api: "sms", limit: 9, reason: "Diwali" });
  await world.act("stranger", "createApiKey", { name: "theirs" });
});
afterAll(() => world.close());

/** The lists, each with who asks for it. */
const LISTS = {
  "an account's keys": [Role.VIEWER, "account { list: apiKeys"],
  "an account's audit": [Role.VIEWER, "account { list: auditEvents"],
  "an account's requests": [Role.VIEWER, "account { list: throttleRequests"],
  accounts: ["operator", "list: accounts"],
  "the installation's audit": ["operator", "list: auditEvents"],
  "another account's keys": ["stranger", "account { list: apiKeys"],
} as const satisfies Record<string, readonly [Who, string]>;
type List = keyof typeof LISTS;
const NAMES = Object.keys(LISTS) as List[];

async function page(list: List, after?: string) {
  const [who, start] = LISTS[list];
  const end = start.startsWith("account ") ? "}" : "";
  const query = `query ($after: String) { ${start}(first: 1, after: $after) { nodes { id } pageInfo { endCursor } } ${end} }`;
  const { status, data, errors } = await world.ask(who, query, { after });
  return { status, errors, ...(data?.account ?? data)?.list };
}
const cursorOf = async (list: List): Promise<string> => (await page(list)).pageInfo.endCursor;

describe("a cursor", () => {
  it.each(NAMES)("is taken by the list that made it: %s", async (list) => {
    expect((await page(list, await cursorOf(list))).errors).toEqual([]);
  });

  /** Makes a key, the newest, and the cursor that stands at it. */
  async function makeNewest(name: string) {
    world.clock.at += 1;
    const { apiKey } = await world.act(Role.OWNER, "createApiKey", { name });
    const cursor = await cursorOf("an account's keys");
    expect(fromCursor(cursor)).toContain(apiKey.id);
    return { apiKey, cursor };
  }

  it("is taken when its entry is gone", async () => {
    const { apiKey, cursor } = await makeNewest("short-lived");
    await world.act(Role.OWNER, "deleteApiKey", { id: apiKey.id });
    expect((await page("an account's keys", cursor)).nodes).toHaveLength(1);
  });

  it("is taken when its entry is left out by the filter", async () => {
    const { cursor } = await makeNewest("left out");
    const query =
      'query ($after: String) { account { apiKeys(search: "one", after: $after) { nodes { name } } } }';
    const { data } = await world.ask(Role.VIEWER, query, { after: cursor });
    expect(data.account.apiKeys.nodes).toEqual([{ name: "one" }]);
  });

  it.each(NAMES)("of any other list is refused: %s", async (list) => {
    for (const other of NAMES.filter((name) => name !== list))
      expect(await page(list, await cursorOf(other)), other).toMatchObject({ status: 400, errors: REFUSED });
  });

  it.each<[string, (cursor: string) => string]>([
    ["is empty", () => ""],
    ["is an id", (cursor) => Buffer.from(cursor, "base64url").toString()],
    ["is cut", (cursor) => cursor.slice(0, -4)],
    ["has another end", (cursor) => toCursor(`${fromCursor(cursor).slice(0, -1)}_`)],
    ["is padded", (cursor) => `${cursor}=`],
    ["has something between that base64 skips", (cursor) => `${cursor.slice(0, 4)} ${cursor.slice(4)}`],
    ["has more behind it", (cursor) => toCursor(`${fromCursor(cursor)}\n`)],
    ["names text that no id has", () => toCursor("key_ключ")],
    ["names an id in other letters", (cursor) => toCursor(fromCursor(cursor).toUpperCase())],
  ])("that was tampered with is refused: it %s", async (_, tamper) => {
    const cursor = tamper(await cursorOf("an account's keys"));
    expect(await page("an account's keys", cursor)).toMatchObject({ status: 400, errors: REFUSED });
  });
});

const REFUSED = [
  { message: '"after" must be a cursor of this list.', extensions: { code: "BAD_USER_INPUT" } },
];
const toCursor = (id: string) => Buffer.from(id).toString("base64url");
const fromCursor = (cursor: string) => Buffer.from(cursor, "base64url").toString();
