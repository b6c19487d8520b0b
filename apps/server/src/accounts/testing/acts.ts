import { newId } from "../../database/ids.js";
import type { Who, World } from "../../graphql/testing/world.js";
import { Session } from "../../identity/session.entity.js";
import { User } from "../../identity/user.entity.js";
import { ThrottleRequest } from "../../throttle/throttle-request.entity.js";
import { Member, Role } from "../member.entity.js";

export const WHO: Who[] = [
  Role.OWNER,
  Role.ADMIN,
  Role.DEVELOPER,
  Role.VIEWER,
  "operator",
  "stranger",
  "reading key",
  "writing key",
  "nobody",
];

/** What each of WHO is answered: `ok`, `null` for what is not found without an error, or a top-level code. */
export type Answers = ReadonlyMap<Who, string>;

/** `ok` to these, UNAUTHENTICATED to nobody, FORBIDDEN to all others, except for those with an answer of their own. */
function answers(allowed: readonly Who[], own: Partial<Record<Who, string>> = {}): Answers {
  const others = (who: Who) => (who === "nobody" ? "UNAUTHENTICATED" : "FORBIDDEN");
  return new Map(WHO.map((who) => [who, own[who] ?? (allowed.includes(who) ? "ok" : others(who))]));
}

const { OWNER, ADMIN, DEVELOPER, VIEWER } = Role;
const MEMBERS = [OWNER, ADMIN, DEVELOPER, VIEWER];
const KEYS = ["reading key", "writing key"] as const;
/** The stranger does not even learn that there is such an account. */
const HIDDEN = { stranger: "NOT_FOUND" };

const CHANGES = answers([OWNER, ADMIN, DEVELOPER, "writing key"], HIDDEN);
const DELETIONS = answers([OWNER, ADMIN, "writing key"], HIDDEN);
const MEMBERSHIPS = answers([OWNER, ADMIN], HIDDEN);
const ASKING = answers([OWNER, ADMIN, DEVELOPER, "operator", "writing key"], HIDDEN);
const OPERATORS = answers(["operator"], HIDDEN);
/** What operators see or set of all accounts at once. */
export const LISTS = answers(["operator"]);
export const READINGS = answers([...MEMBERS, "operator", ...KEYS], HIDDEN);
export const LOOK_UPS = answers([...MEMBERS, "operator", ...KEYS], { stranger: "null" });
/** What people read of an account, and keys do not. */
export const PEOPLE = answers([...MEMBERS, "operator"], HIDDEN);
export const OPEN = answers([...MEMBERS, "operator", "stranger", ...KEYS]);
/** What people do about themselves. */
export const OWN = answers([...MEMBERS, "operator", "stranger"]);
/** The same, with something of the owner's. */
const OWNERS = answers([OWNER], {
  ADMIN: "NOT_FOUND",
  DEVELOPER: "NOT_FOUND",
  VIEWER: "NOT_FOUND",
  operator: "NOT_FOUND",
  stranger: "NOT_FOUND",
});

/** A mutation as it succeeds. */
interface Act {
  mutation: string;
  /** Beside what names the subject. */
  fields: object;
  answers: Answers;
  /** What makes its input, its version, or the state that it finds, one that is refused; null: none does. */
  refused: Refused;
}
type Refused = object | null | ((subjects: Subjects) => Promise<object>);

const STALE = { expectedVersion: 99 };
const ALPHA = { accountSid: "alpha" };
const LONG = { note: "n".repeat(2_001) };
const act = (mutation: string, fields: object, answers: Answers, refused: Refused): Act => ({
  mutation,
  fields,
  answers,
  refused,
});

/** Those that concern no account, whatever they name. */
export const PERSONAL = ["endMySessions", "setMyName"];

/** Every mutation. */
export const ACTS: Act[] = [
  act("createApiKey", ALPHA, CHANGES, { name: "" }),
  act("updateApiKey", { note: "x" }, CHANGES, { name: "" }),
  act("enableApiKey", {}, CHANGES, STALE),
  act("disableApiKey", {}, CHANGES, STALE),
  act("regenerateToken", { endPreviousGrace: true }, CHANGES, { gracePeriodSeconds: -1 }),
  act("setPermissions", { permissions: { scope: "ALL_APIS" } }, CHANGES, {
    permissions: { scope: "ALL_APIS", codes: ["sms"] },
  }),
  act("setAllowlist", { allowlist: { scope: "ANY_ADDRESS" } }, CHANGES, {
    allowlist: { scope: "ALLOWLIST_ONLY", entries: [{ cidr: "x" }] },
  }),
  act("deleteRetiringToken", {}, CHANGES, STALE),
  act("deleteApiKey", {}, DELETIONS, STALE),
  act("createAccount", {}, LISTS, { ownerEmail: "nobody" }),
  act("renameAccount", { ...ALPHA, name: "Alpha Ltd" }, MEMBERSHIPS, { name: " " }),
  act("setAccountSuspended", { ...ALPHA, suspended: false, reason: "Paid." }, OPERATORS, { reason: "" }),
  act("requestThrottleLimit", { ...ALPHA, api: "sms", limit: 9, reason: "Diwali" }, ASKING, { limit: 0 }),
  act("withdrawThrottleRequest", {}, CHANGES, STALE),
  act("approveThrottleRequest", {}, OPERATORS, { grantedLimit: 0 }),
  act("declineThrottleRequest", { note: "No." }, OPERATORS, { note: "" }),
  act("endThrottleGrant", { ...ALPHA, api: "sms" }, OPERATORS, LONG),
  act("setApiDefaultLimit", { api: "sms", limit: 300 }, LISTS, { limit: 0 }),
  act("setMyNotifications", { ...ALPHA, settings: [] }, PEOPLE, {
    settings: [
      { kind: "DECISIONS", wanted: false },
      { kind: "REQUESTS", wanted: true },
    ],
  }),
  act("setMemberRole", { role: "DEVELOPER" }, MEMBERSHIPS, { expectedRole: "ADMIN" }),
  act("removeMember", {}, MEMBERSHIPS, (subjects) => subjects.lastOwner()),
  act("inviteMember", { ...ALPHA, role: "VIEWER" }, MEMBERSHIPS, { email: "nobody" }),
  act("withdrawInvitation", {}, MEMBERSHIPS, null),
  act("endMySessions", {}, OWNERS, null),
  act("setMyName", { name: "Asha" }, OWN, { name: " " }),
  act("setAutoApprovalRule", { enabled: false, upToTimesDefault: 2, peakShare: 0.8 }, LISTS, {
    peakShare: 2,
  }),
];

/** Makes what acts are about, anew each time. */
export class Subjects {
  #count = 0;

  constructor(private readonly world: World) {}

  /** The fields by which a mutation names its subject. */
  async of(mutation: string): Promise<object> {
    return (await this.#makers[mutation]?.()) ?? { id: await this.newKey() };
  }

  async newKey(): Promise<string> {
    const { apiKey } = await this.world.act(Role.OWNER, "createApiKey", { name: `key ${this.#count++}` });
    await this.world.act(Role.OWNER, "regenerateToken", { id: apiKey.id });
    return apiKey.id;
  }

  /** Somebody whom nobody else is, in alpha. */
  async newMember(role: Role = Role.VIEWER): Promise<string> {
    const { alpha, clock, database, users } = this.world;
    const now = new Date(clock.at);
    const [id, userId] = [newId("mem", now), newId("usr", now)];
    const [anybody] = users.values();
    await database.write(async (manager) => {
      await manager.insert(User, { ...anybody, id: userId, email: `${userId.toLowerCase()}@example.com` });
      await manager.insert(Member, { id, accountId: alpha.id, userId, role, joinedAt: now });
    });
    return id;
  }

  /** Of somebody who is nobody yet, into alpha. */
  async newInvitation(): Promise<string> {
    const input = { accountSid: "alpha", email: this.#newEmail(), role: Role.VIEWER };
    return (await this.world.act(Role.OWNER, "inviteMember", input)).invitation.id;
  }

  async newSession(who: Who = Role.OWNER): Promise<string> {
    const { clock, database, users } = this.world;
    const now = new Date(clock.at);
    const id = newId("ses", now);
    const rest = { ipAddress: "198.51.100.7", userAgent: null, createdAt: now, updatedAt: now };
    const expiresAt = new Date(clock.at + 7 * 24 * 60 * 60_000);
    await database.write((manager) =>
      manager.insert(Session, { ...rest, id, token: id, userId: users.get(who)?.id ?? "", expiresAt }),
    );
    return id;
  }

  #newEmail(): string {
    return `invited${this.#count++}@example.com`;
  }

  /** Alpha's only one. */
  async lastOwner(): Promise<{ id: string }> {
    const { alpha, database } = this.world;
    const where = { accountId: alpha.id, role: Role.OWNER };
    const { id } = await database.reader.manager.findOneByOrFail(Member, where);
    return { id };
  }

  /** Takes back whatever is pending, and asks. */
  async newRequest(): Promise<string> {
    await this.#takeBack();
    const asked = { api: "sms", limit: 9, reason: "Diwali" };
    return (await this.world.act(Role.OWNER, "requestThrottleLimit", asked)).throttleRequest.id;
  }

  async #takeBack(): Promise<object> {
    const { manager } = this.world.database.reader;
    for (const { id } of await manager.findBy(ThrottleRequest, { pendingAccountId: this.world.alpha.id }))
      await this.world.act(Role.OWNER, "withdrawThrottleRequest", { id });
    return {};
  }

  async #newGrant(): Promise<object> {
    await this.world.act("operator", "approveThrottleRequest", { id: await this.newRequest() });
    return {};
  }

  /** Where it is not a key. */
  readonly #makers: Record<string, () => Promise<object>> = {
    createApiKey: async () => ({ name: `new ${this.#count++}` }),
    createAccount: async () => ({ sid: `new${this.#count++}`, ownerEmail: this.#newEmail() }),
    renameAccount: async () => ({}),
    setAccountSuspended: async () => ({}),
    requestThrottleLimit: () => this.#takeBack(),
    withdrawThrottleRequest: async () => ({ id: await this.newRequest() }),
    approveThrottleRequest: async () => ({ id: await this.newRequest() }),
    declineThrottleRequest: async () => ({ id: await this.newRequest() }),
    endThrottleGrant: () => this.#newGrant(),
    setApiDefaultLimit: async () => ({}),
    setAutoApprovalRule: async () => ({}),
    setMyNotifications: async () => ({}),
    setMemberRole: async () => ({ id: await this.newMember() }),
    inviteMember: async () => ({ email: this.#newEmail() }),
    withdrawInvitation: async () => ({ id: await this.newInvitation() }),
    removeMember: async () => ({ id: await this.newMember() }),
    endMySessions: async () => ({ id: await this.newSession() }),
    setMyName: async () => ({}),
  };
}
