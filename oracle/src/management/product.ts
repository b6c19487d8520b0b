import { createEnforcer, type Enforcer } from "@latchkey/enforcer";
import { basic } from "@latchkey/enforcer/testing";
import {
  acceptInvitation,
  createWorld,
  hashOf,
  mutationText,
  type Who as Name,
  NotJoined,
  openDatabase,
  type Reply,
  synchronise,
  verifyAudit,
  type World,
} from "@latchkey/server/testing";
import type { Joining } from "./rules/people.js";
import type { Input, Role, State, Who } from "./rules/state.js";

/** From where everybody asks. */
export const ADDRESS = "198.51.100.7";
/** How far the second server's clock is behind, in milliseconds. */
export const BEHIND = 3_000;
const NEVER = 2 ** 31 - 1;

/** What a mutation gives back that it has changed; those of keys the key. */
const OBJECTS: Record<string, string> = {
  createApiKey: "apiKey { id key } token",
  regenerateToken: "apiKey { id key } token",
  deleteApiKey: "deletedId",
  removeMember: "deletedId",
  withdrawInvitation: "deletedId",
  setMemberRole: "member { id }",
  inviteMember: "invitation { id }",
  setMyName: "user { id }",
  createAccount: "account { id }",
  renameAccount: "account { id }",
  setAccountSuspended: "account { id }",
  setMyNotifications: "notifications { kind }",
  setApiDefaultLimit: "api { code }",
  setAutoApprovalRule: "autoApprovalRule { version }",
  endThrottleGrant: "throttleLimit { limit }",
  requestThrottleLimit: "throttleRequest { id }",
  withdrawThrottleRequest: "throttleRequest { id }",
  approveThrottleRequest: "throttleRequest { id }",
  declineThrottleRequest: "throttleRequest { id }",
};

/** What somebody sends, a key by this token. */
export type Sent = { who: Who; token: string; mutation: string; input: Input; isSecond: boolean };
/** What is answered, or why a key is not let in. */
export type Answer = Reply | { denied: string };

/** What the path of a mailed link ends in. */
const tokenOf = (path: string) => path.split("/").at(-1) ?? "";

/** The management API over a database of its own, on two servers, and a gateway's replica of the rules. */
export class Product {
  /** What ends the links of invitations, by their ids: of those too that are gone by now. */
  readonly #links = new Map<string, string>();

  constructor(
    readonly world: World,
    private readonly second: World["database"],
    readonly replica: Enforcer,
  ) {}

  /** With what the model knows at first. */
  static async start(): Promise<{ product: Product; state: State }> {
    const world = await createWorld();
    const replica = await createEnforcer({ databaseUrl: world.url, pollMilliseconds: NEVER });
    await replica.ready;
    const product = new Product(world, await openDatabase(world.url), replica);
    return { product, state: await product.#settle() };
  }

  /** An operator who is in an account, and some use of limits, come to those who are there. */
  async #settle(): Promise<State> {
    const { alpha, beta, users, clock, database } = this.world;
    const id = `usr_${"i".repeat(24)}`;
    const insider = { ...users.get("operator"), id, name: "The insider", email: "insider@example.com" };
    users.set("insider" as Name, insider as never);
    const minute = Math.floor(clock.at / 60_000);
    const minutes = [
      { account: alpha.id, api: "sms", minute, peak: 150, throttled: 7 },
      { account: beta.id, api: "voice", minute: minute - 60, peak: 60, throttled: 0 },
    ];
    await database.write(async (manager) => {
      await manager.insert("User", insider);
      await manager.insert("Operator", { userId: id, createdAt: new Date(clock.at) });
      for (const { account: accountId, api: apiCode, ...rest } of minutes)
        await manager.insert("ThrottleMinute", { accountId, apiCode, gatewayId: "one", ...rest });
    });
    const members: Input[] = await database.reader.query("SELECT * FROM `member`");
    const api = (code: string, catalogueLimit: number) => ({
      code,
      catalogueLimit,
      operatorLimit: null,
      setBy: null,
      retired: false,
    });
    const staff = [id, users.get("operator")?.id];
    const state: State = {
      now: clock.at,
      revision: await this.revision(),
      minutes,
      accounts: [alpha, beta].map(({ id, sid, name, suspended }) => ({ id, sid, name, suspended })),
      users: [...users.values()].map(({ id, name, email }) => ({
        id,
        name,
        email,
        isOperator: staff.includes(id),
      })),
      members: members.map(({ id, accountId, userId, role, joinedAt }) => ({
        id,
        account: accountId,
        user: userId,
        role,
        joinedAt: Number(joinedAt),
      })),
      apis: [api("sms", 200), api("voice", 100)],
      operations: ["sms.send", "sms.list", "voice.calls.list"],
      rule: { enabled: false, upToTimesDefault: 2, peakShare: 0.8, setBy: null, version: 1 },
      keys: [],
      grants: [],
      requests: [],
      invitations: [],
      calls: [],
      events: [],
    };
    await this.join(state, beta.id, id, "ADMIN");
    return state;
  }

  /** Puts somebody into an account, as who has accepted an invitation. */
  async join(state: State, account: string, user: string, role: Role): Promise<void> {
    const id = `mem_${String(state.now).padStart(24, "0")}`;
    const joinedAt = new Date(state.now);
    await this.world.database.write((manager) =>
      manager.insert("Member", { id, accountId: account, userId: user, role, joinedAt }),
    );
    state.members.push({ id, account, user, role, joinedAt: state.now });
  }

  /** Reads the catalogue anew, as it is in the model by now. */
  async synchronise({ apis, operations }: State): Promise<void> {
    const listed = apis.filter(({ retired }) => !retired);
    const content = {
      apis: listed.map(({ code, catalogueLimit }, position) => ({
        code,
        name: code,
        position,
        catalogueLimit,
        windowSeconds: 60,
      })),
      operations: operations.map((code, position) => ({ ...asOperation(code), summary: code, position })),
    };
    await synchronise(this.world, { file: "", content, validate: async () => {} });
  }

  async revision(): Promise<number> {
    const [row] = await this.world.database.reader.query("SELECT `value` FROM `revision` WHERE `id` = 1");
    return Number(row.value);
  }

  /** @param token a key's @param isSecond whether the second server is asked */
  async ask(
    { user, key }: Who,
    text: string,
    variables: Input,
    { token = "", isSecond = false } = {},
  ): Promise<Answer> {
    const { contextOf, admit, askIn, users } = this.world;
    const nobody = contextOf("nobody");
    const installation = { ...nobody.installation, ...this.#store(isSecond) };
    const context = { ...nobody, installation };
    if (key) {
      const automation = await admit(basic(key.key, token));
      return automation.allowed
        ? askIn({ ...context, automation }, text, variables)
        : { denied: automation.reason };
    }
    const row = [...users.values()].find(({ id }) => id === user?.id) ?? null;
    return askIn({ ...context, user: row, isOperator: user?.isOperator ?? false }, text, variables);
  }

  async act({ who, token, mutation, input, isSecond }: Sent): Promise<Answer> {
    const selection = `${OBJECTS[mutation] ?? "apiKey { id }"} errors { code path }`;
    const answer = await this.ask(who, mutationText(mutation, selection), { input }, { token, isSecond });
    if (mutation === "inviteMember") await this.#learnLinks();
    return answer;
  }

  async #learnLinks(): Promise<void> {
    const rows: Input[] = await this.world.database.reader.query(
      "SELECT `id`, `tokenHash` FROM `invitation`",
    );
    const tokens = new Map(this.world.mails.map(({ letter }) => [hashOf(tokenOf(letter.link.path)), letter]));
    for (const { id, tokenHash } of rows) {
      const letter = tokens.get(tokenHash);
      if (letter) this.#links.set(id, tokenOf(letter.link.path));
    }
  }

  /** @returns why somebody can't join; null: they have */
  async accept({ id, user, name, password }: Joining, isSecond: boolean): Promise<string | null> {
    const signedIn = async () => (user === null ? null : { id: user });
    const joining = { token: this.#links.get(id) ?? "", name, password, signedIn, address: ADDRESS };
    return acceptInvitation(this.#store(isSecond), joining).then(
      () => null,
      (error) => {
        if (error instanceof NotJoined) return error.code;
        throw error;
      },
    );
  }

  /** The ids of a person and of their membership. */
  async idsOf(email: string, account: string): Promise<{ user: string; member: string }> {
    const { reader } = this.world.database;
    const [person] = await reader.query("SELECT `id` FROM `user` WHERE `email` = ?", [email]);
    const [member] = await reader.query("SELECT `id` FROM `member` WHERE `accountId` = ? AND `userId` = ?", [
      ...[account, person?.id],
    ]);
    return { user: person?.id, member: member?.id };
  }

  #store(isSecond: boolean) {
    const { database, clock } = this.world;
    const second = { database: this.second, clock: { ...clock, now: () => clock.at - BEHIND } };
    return isSecond ? second : { database, clock };
  }

  /** Where the audit's chains are broken. */
  async breaches(): Promise<object[]> {
    const breaches: object[] = [];
    await verifyAudit(this.world.database.reader.manager, (breach) => breaches.push(breach));
    return breaches;
  }

  async close(): Promise<void> {
    await this.replica.close();
    await this.second.close();
    await this.world.close();
  }
}

/** As those are that the world began with. */
const asOperation = (code: string) => ({
  code,
  apiCode: code.split(".")[0] ?? "",
  method: code.endsWith("send") ? "POST" : "GET",
  path: `/v1/Accounts/{sid}/${code}`,
  accountScoped: true,
});
