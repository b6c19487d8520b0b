import type { ApolloServer } from "@apollo/server";
import { ACCESS_CONTROL_API, ACCESS_CONTROL_READ } from "@latchkey/enforcement";
import { type Admission, createDirectEnforcer, openRulesReader } from "@latchkey/enforcer";
import { pino } from "pino";
import { Account } from "../../accounts/account.entity.js";
import { Member, Role } from "../../accounts/member.entity.js";
import { Api } from "../../catalogue/api.entity.js";
import { Operation } from "../../catalogue/operation.entity.js";
import type { Clock } from "../../clock.js";
import { change, INSTALLATION } from "../../database/change.js";
import type { Database } from "../../database/database.js";
import { newId } from "../../database/ids.js";
import { createTestDatabase } from "../../database/testing/database.js";
import { Operator } from "../../identity/operator.entity.js";
import { User } from "../../identity/user.entity.js";
import { AccessScope, AddressScope, Environment } from "../../keys/api-key.entity.js";
import { insertPair } from "../../keys/new-pair.js";
import type { MailLink } from "../../mail/link-mailer.js";
import type { Context } from "../context.js";
import { createGraphqlServer } from "../server.js";

/** Stands still until it is moved. */
export class TestClock implements Clock {
  at = Date.parse("2026-03-01T12:00:00.000Z");
  now = () => this.at;
  monotonic = () => this.at;
}

/** Who asks in a test. `stranger` owns the other account; `nobody` has not signed in; the keys are `alpha`'s, made when they first ask. */
export type Who = Role | "operator" | "stranger" | "nobody" | AskingKey;
export type AskingKey = "reading key" | "writing key";

const GRANTED: Record<AskingKey, string> = {
  "reading key": ACCESS_CONTROL_READ,
  "writing key": ACCESS_CONTROL_API.code,
};

/** What a request gave back. `data` is untyped: a test asserts its shape. */
export interface Reply {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: each test asserts the shape that it asked for
  data: any;
  errors: { message: string; extensions: { code: string; requestId: string } }[];
}

/** Two accounts with their people, an operator and a small catalogue, and the API over them. */
export interface World {
  url: string;
  database: Database;
  clock: TestClock;
  /** `alpha` has a member of each role, `beta` the stranger. */
  alpha: Account;
  beta: Account;
  users: Map<Who, User>;
  /** Mails with links that are kept nowhere. */
  mails: { recipient: string; letter: Parameters<MailLink>[1] }[];
  /** Errors that nobody foresaw. */
  reported: Error[];
  logged: Record<string, unknown>[];
  contextOf(who: Who): Context;
  ask(who: Who, query: string, variables?: Record<string, unknown>): Promise<Reply>;
  /** Runs a mutation of one `input`, and gives its payload back. */
  // biome-ignore lint/suspicious/noExplicitAny: each test asserts the shape that it asked for
  act(who: Who, mutation: string, input: object, selection?: string): Promise<any>;
  close(): Promise<void>;
}

const REQUEST_PAYLOAD =
  "throttleRequest { id status version currentLimit requestedLimit grantedLimit validUntil decisionNote } errors { code message path }";

/** What `act` selects when it is told nothing else. */
const PAYLOADS = new Map<string, string>([
  ["deleteApiKey", "deletedId errors { code message path }"],
  ["setMemberRole", "member { id role } errors { code message path }"],
  ["removeMember", "deletedId errors { code message path }"],
  ["inviteMember", "invitation { id email role } errors { code message path }"],
  ["withdrawInvitation", "deletedId errors { code message path }"],
  ["endMySessions", "sessions { id } errors { code message path }"],
  ["setMyName", "user { id name } errors { code message path }"],
  ["setAccountSuspended", "account { sid suspended } errors { code message path }"],
  ["endThrottleGrant", "throttleLimit { limit defaultLimit validUntil } errors { code message path }"],
  ["setMyNotifications", "notifications { kind wanted } errors { code message path }"],
  ["setApiDefaultLimit", "api { code defaultLimit } errors { code message path }"],
  [
    "setAutoApprovalRule",
    "autoApprovalRule { enabled upToTimesDefault peakShare } errors { code message path }",
  ],
  ...[
    "requestThrottleLimit",
    "withdrawThrottleRequest",
    "approveThrottleRequest",
    "declineThrottleRequest",
  ].map((mutation) => [mutation, REQUEST_PAYLOAD] as const),
]);
const KEY_PAYLOAD =
  "apiKey { id key name version status tokens { id hint status retiresAt } } errors { code message path }";

export async function createWorld(): Promise<World> {
  const { url, database, drop } = await createTestDatabase();
  const clock = new TestClock();
  const { alpha, beta, users } = await settle(database, new Date(clock.at));
  const rules = openRulesReader(url);
  const reported: Error[] = [];
  const mails: World["mails"] = [];
  const logged: World["logged"] = [];
  const log = pino({}, { write: (line) => void logged.push(JSON.parse(line)) });
  const server = createGraphqlServer((error) => reported.push(error));
  await server.start();
  const contextOf = (who: Who): Context => ({
    installation: {
      database,
      clock,
      rules,
      gatewayUrl: "http://gateway.example",
      supportEmail: "support@example.com",
      mailLink: (recipient, letter) => mails.push({ recipient, letter }),
      log,
    },
    user: users.get(who) ?? null,
    automation: null,
    sessionId: users.get(who) ? `ses_of_${who}` : null,
    isOperator: who === "operator",
    hasSecondFactor: false,
    lacksSecondFactor: false,
    address: "198.51.100.7",
    requestId: "request-1",
  });
  const enforcer = createDirectEnforcer({ databaseUrl: url, clock });
  const pairs = new Map<AskingKey, Promise<string>>();
  const admit = async (who: AskingKey): Promise<Admission> => {
    const pair = pairs.get(who) ?? makePair(database, new Date(clock.at), alpha.id, who);
    pairs.set(who, pair);
    const call = { method: "POST", path: "/graphql", clientAddress: "198.51.100.7" };
    const admission = await enforcer.admit({ authorization: await pair, ...call }, "request-1");
    if (!admission.allowed) throw new Error(admission.reason);
    return admission;
  };
  const ask: World["ask"] = async (who, query, variables) => {
    const automation = who in GRANTED ? await admit(who as AskingKey) : null;
    return run(server, { ...contextOf(who), automation }, query, variables);
  };
  return {
    url,
    database,
    clock,
    alpha,
    beta,
    users,
    mails,
    reported,
    logged,
    contextOf,
    ask,
    async act(who, mutation, input, selection = PAYLOADS.get(mutation) ?? KEY_PAYLOAD) {
      const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!`;
      const inputType = ACTIONS.get(mutation) ?? type;
      const query = `mutation ($input: ${inputType}) { ${mutation}(input: $input) { ${selection} } }`;
      const reply = await ask(who, query, { input });
      return reply.errors.length > 0 ? { topLevel: reply.errors[0]?.extensions.code } : reply.data[mutation];
    },
    async close() {
      await server.stop();
      await rules.close();
      await enforcer.close();
      await drop();
    },
  };
}

/** Mutations that share the type of their input. */
const ACTIONS = new Map([
  ...["enableApiKey", "disableApiKey", "deleteApiKey", "deleteRetiringToken"].map(
    (mutation) => [mutation, "ApiKeyActionInput!"] as const,
  ),
  ["withdrawThrottleRequest", "ThrottleRequestActionInput!"],
]);

async function run(
  server: ApolloServer<Context>,
  contextValue: Context,
  query: string,
  variables?: Record<string, unknown>,
): Promise<Reply> {
  const { body, http } = await server.executeOperation({ query, variables }, { contextValue });
  if (body.kind !== "single") throw new Error("Not one answer");
  const { data, errors } = JSON.parse(JSON.stringify(body.singleResult));
  return { status: http.status ?? 200, data, errors: errors ?? [] };
}

/** An HTTP Basic header of a new key. */
async function makePair(database: Database, now: Date, accountId: string, who: AskingKey): Promise<string> {
  const { result } = await change(database, now, accountId, INSTALLATION, async (under) => {
    const { key, token } = await insertPair(under, {
      ...{ id: newId("key", now), accountId, name: `The ${who}`, note: null, labels: [], isDefault: false },
      ...{ environment: Environment.PRODUCTION, createdById: null, holderId: null, expiresAt: null },
      ...{ accessScope: AccessScope.SELECTED_APIS, codes: [GRANTED[who]] },
      ...{ addressScope: AddressScope.ANY_ADDRESS, entries: [] },
    });
    under.audit({ action: "test.key", subjectId: key.id, summary: "A key was made." });
    return `Basic ${Buffer.from(`${key.key}:${token}`).toString("base64")}`;
  });
  return result;
}

async function settle(database: Database, now: Date) {
  const account = (sid: string): Account => ({
    id: newId("acc", now),
    sid,
    name: sid,
    suspended: false,
    createdAt: now,
    revision: 0,
  });
  const alpha = account("alpha");
  const beta = account("beta");
  const users = new Map<Who, User>();
  for (const who of [...Object.values(Role), "operator", "stranger"] as Who[]) {
    const email = `${who.toLowerCase()}@example.com`;
    users.set(who, {
      id: newId("usr", now),
      name: `The ${who}`,
      email,
      emailVerified: true,
      image: null,
      twoFactorEnabled: false,
      createdAt: now,
      updatedAt: now,
    });
  }
  const idOf = (who: Who) => users.get(who)?.id ?? "";
  const member = (accountId: string, who: Who, role: Role) => ({
    id: newId("mem", now),
    accountId,
    userId: idOf(who),
    role,
    joinedAt: now,
  });
  await change(database, now, null, INSTALLATION, async ({ manager, audit }) => {
    await manager.insert(Account, [alpha, beta]);
    await manager.insert(User, [...users.values()]);
    await manager.insert(Operator, { userId: idOf("operator"), createdAt: now });
    await manager.insert(Member, [
      ...Object.values(Role).map((role) => member(alpha.id, role, role)),
      member(beta.id, "stranger", Role.OWNER),
    ]);
    await manager.insert(Api, [api("sms", 0, 200), api("voice", 1, 100)]);
    await manager.insert(Operation, [
      operation("sms.send", 0, "POST"),
      operation("sms.list", 1, "GET"),
      operation("voice.calls.list", 2, "GET"),
    ]);
    audit({ action: "test.settled", subjectId: null, summary: "A world was made." });
  });
  return { alpha, beta, users };
}

function api(code: string, position: number, catalogueLimit: number): Api {
  const rest = {
    windowSeconds: 60,
    operatorLimit: null,
    operatorLimitById: null,
    retiredAt: null,
    revision: 0,
  };
  return { code, name: code.toUpperCase(), position, catalogueLimit, ...rest };
}

function operation(code: string, position: number, method: string): Operation {
  const apiCode = code.split(".")[0] ?? "";
  const path = `/v1/Accounts/{sid}/${code}`;
  return {
    code,
    apiCode,
    position,
    method,
    path,
    summary: code,
    accountScoped: true,
    retiredAt: null,
    revision: 0,
  };
}
