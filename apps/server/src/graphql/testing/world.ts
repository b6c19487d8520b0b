import type { ApolloServer } from "@apollo/server";
import {
  type Admission,
  type Clock,
  createDirectEnforcer,
  type DirectEnforcer,
  openRulesReader,
} from "@latchkey/enforcer";
import { pino } from "pino";
import type { Account } from "../../accounts/account.entity.js";
import { AuditEvent } from "../../audit/audit-event.entity.js";
import type { Database } from "../../database/database.js";
import { createTestDatabase } from "../../database/testing/database.js";
import type { User } from "../../identity/user.entity.js";
import type { LinkMail } from "../../mail/sealed-letter.js";
import type { Context } from "../context.js";
import { createGraphqlServer } from "../server.js";
import { mutationText } from "./mutation-text.js";
import { type AskingKey, isAskingKey, makePair, settle, type Who } from "./settle.js";

export type { Who } from "./settle.js";

/** Stands still until it is moved. */
export class TestClock implements Clock {
  at = Date.parse("2026-03-01T12:00:00.000Z");
  now = () => this.at;
  monotonic = () => this.at;
}

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
  /** Mails with links that are secrets. */
  mails: LinkMail[];
  /** Errors that nobody foresaw. */
  reported: Error[];
  logged: Record<string, unknown>[];
  contextOf(who: Who): Context;
  ask(who: Who, query: string, variables?: Record<string, unknown>): Promise<Reply>;
  /** The same in a context of the test's own. */
  askIn(context: Context, query: string, variables?: Record<string, unknown>): Promise<Reply>;
  /** Lets a key in, by its HTTP Basic header. */
  admit(authorization: string): ReturnType<DirectEnforcer["admit"]>;
  /** Runs a mutation of one `input`, and gives its payload back; `{ topLevel }` with the code of an error without one. */
  // biome-ignore lint/suspicious/noExplicitAny: each test asserts the shape that it asked for
  act(who: Who, mutation: string, input: object, selection?: string): Promise<any>;
  /** What the audit tells of an object, the oldest first. */
  eventsAbout(subjectId: string): Promise<AuditEvent[]>;
  close(): Promise<void>;
}

/** @param dialect of its database; left out: what TEST_DATABASE says */
export async function createWorld(dialect?: string): Promise<World> {
  const { url, database, drop } = await createTestDatabase(dialect);
  const clock = new TestClock();
  const { alpha, beta, users } = await settle({ database, clock });
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
      mailLink: async (_change, mail) => void mails.push(mail),
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
  const admit = (authorization: string) => {
    const call = { method: "POST", path: "/graphql", clientAddress: "198.51.100.7" };
    return enforcer.admit({ authorization, ...call }, "request-1");
  };
  const admitKey = async (who: AskingKey): Promise<Admission> => {
    const pair = pairs.get(who) ?? makePair({ database, clock }, alpha.id, who);
    pairs.set(who, pair);
    const admission = await admit(await pair);
    if (!admission.allowed) throw new Error(admission.reason);
    return admission;
  };
  const askIn: World["askIn"] = (context, query, variables) => run(server, context, query, variables);
  const ask: World["ask"] = async (who, query, variables) => {
    const automation = isAskingKey(who) ? await admitKey(who) : null;
    return askIn({ ...contextOf(who), automation }, query, variables);
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
    askIn,
    admit,
    async act(who, mutation, input, selection) {
      const reply = await ask(who, mutationText(mutation, selection), { input });
      return reply.errors.length > 0 ? { topLevel: reply.errors[0]?.extensions.code } : reply.data[mutation];
    },
    eventsAbout: (subjectId) =>
      database.reader.manager.find(AuditEvent, { where: { subjectId }, order: { position: "ASC" } }),
    async close() {
      await server.stop();
      await rules.close();
      await enforcer.close();
      await drop();
    },
  };
}

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
