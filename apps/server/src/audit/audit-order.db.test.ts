import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Role } from "../accounts/member.entity.js";
import { createWorld, type Who, type World } from "../graphql/testing/world.js";

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const SELECTED = "nodes { id summary } pageInfo { hasNextPage hasPreviousPage endCursor }";
const ofAccount = async (who: Who, variables: object = {}) =>
  (
    await world.ask(
      who,
      `query ($after: String, $order: AuditOrder = AS_WRITTEN, $topics: [AuditTopic!])
        { account { list: auditEvents(first: 2, after: $after, order: $order, topics: $topics) { ${SELECTED} } } }`,
      { ...variables },
    )
  ).data.account.list;
const ofInstallation = async (variables: object = {}) =>
  (
    await world.ask(
      "operator",
      `query ($after: String) { list: auditEvents(first: 2, after: $after, order: AS_WRITTEN) { ${SELECTED} } }`,
      { ...variables },
    )
  ).data.list;

/** What a program does that fetches what is new, again and again. */
class Copy {
  readonly ids: string[] = [];
  #after: string | null = null;
  constructor(readonly list: (variables: object) => ReturnType<typeof ofAccount>) {}

  async fetch(): Promise<void> {
    for (;;) {
      const { nodes, pageInfo } = await this.list({ after: this.#after });
      this.ids.push(...nodes.map(({ id }: { id: string }) => id));
      this.#after = pageInfo.endCursor ?? this.#after;
      if (!pageInfo.hasNextPage) return;
    }
  }
}

const written = async (accountId: string | null) => {
  const all = await world.database.reader.query("SELECT * FROM `audit_event` ORDER BY `position`");
  return all
    .filter((row: { accountId: string }) => row.accountId === accountId)
    .map(({ id }: { id: string }) => id);
};

/** Each act begins before the one that was written last, as on a server whose clock is behind, or where it had to wait for it. */
async function actEarlier(times: number, act: (turn: number) => Promise<unknown>): Promise<void> {
  for (let turn = 0; turn < times; turn++) {
    world.clock.at -= 1;
    await act(turn);
  }
}

describe("events as they were written", () => {
  it("stand behind what was copied, whenever their acts began: none is left out, none comes twice", async () => {
    const copy = new Copy((variables) => ofAccount("reading key", variables));
    for (let round = 0; round < 3; round++) {
      await actEarlier(3, (turn) => world.act(Role.OWNER, "createApiKey", { name: `${round} ${turn}` }));
      await copy.fetch();
      await copy.fetch();
    }
    expect(copy.ids.length).toBeGreaterThan(8);
    expect(copy.ids).toEqual(await written(world.alpha.id));
  });

  it("are the installation's for operators, in the same way", async () => {
    const copy = new Copy(ofInstallation);
    await copy.fetch();
    await actEarlier(3, (turn) =>
      world.act("operator", "setApiDefaultLimit", { api: "sms", limit: 200 + turn }),
    );
    await copy.fetch();
    expect(copy.ids).toEqual(await written(null));
  });

  it("are chosen like others, and say where the page stands", async () => {
    const first = await ofAccount(Role.VIEWER, { topics: ["KEYS"] });
    expect(first.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: false });
    const second = await ofAccount(Role.VIEWER, { topics: ["KEYS"], after: first.pageInfo.endCursor });
    expect(second.pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: true });
    expect(await ofAccount(Role.VIEWER, { topics: ["LIMITS"] })).toMatchObject({ nodes: [] });
  });

  it("go on behind a cursor of the newest, which programs begin with that want nothing old", async () => {
    const newest = async (order: string | null) =>
      (await ofAccount(Role.VIEWER, { order })).pageInfo.endCursor;
    expect(await newest(null)).toBe(await newest("NEWEST"));
    world.clock.at += 1_000;
    await world.act(Role.OWNER, "createApiKey", { name: "the newest" });
    const { nodes } = await ofAccount(Role.VIEWER, { order: "NEWEST" });
    const after = Buffer.from(nodes[0].id).toString("base64url");
    expect((await ofAccount(Role.VIEWER, { after })).nodes).toEqual([]);
    await actEarlier(1, () => world.act(Role.OWNER, "createApiKey", { name: "newer" }));
    expect((await ofAccount(Role.VIEWER, { after })).nodes).toMatchObject([
      { summary: expect.stringContaining("newer") },
    ]);
  });
});
