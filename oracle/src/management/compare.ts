import assert from "node:assert/strict";
import { type DenialReason, decide, PUBLIC_REASONS, WindowCounter } from "@latchkey/enforcement";
import { nodePrimitives } from "@latchkey/enforcer";
import { basic } from "@latchkey/enforcer/testing";
import type { Reply } from "@latchkey/server/testing";
import { judge } from "../rules/judge.mjs";
import { ADDRESS, type Answer, BEHIND, type Product, type Sent } from "./product.js";
import { decisionRules } from "./rules/decision-rules.js";
import { grantInForce, limitAt } from "./rules/limits.js";
import { mutate, type Outcome } from "./rules/mutate.js";
import type { Input, State, Who } from "./rules/state.js";
import { viewOf } from "./rules/view.js";

/** To callers all strangers are alike. */
const publicly = (reason: string) =>
  PUBLIC_REASONS[reason as DenialReason].status === 401 ? "UNAUTHENTICATED" : reason;

/** Why a key is not let in; null: it is. */
function deniedAtDoor(state: State, { key }: Who, token: string): string | null {
  if (!key) return null;
  const question = { method: "POST", path: "/graphql", clientAddress: ADDRESS };
  const authorization = [basic(key.key, token)];
  const { reason } = judge(decisionRules(state), { ...question, authorization }, state.now, []);
  // That no gateway knows the way is none of the server's business.
  return reason === "UNKNOWN_API" || reason === null ? null : publicly(reason);
}

/** Whether an answer lets a key in where the model does. @returns why it is denied; null: it is not */
export function compareDoor(state: State, who: Who, token: string, answer: Answer): string | null {
  const expected = deniedAtDoor(state, who, token);
  assert.equal("denied" in answer ? publicly(answer.denied) : null, expected);
  return expected;
}

/**
 * Whether the model would have answered so; then it has done the same.
 * @param atOnce whether others acted meanwhile: then a key may have been let in that is denied by now
 * @returns what came of it, in a word
 */
export function explain(state: State, sent: Sent, answer: Answer, atOnce = false): string {
  const { who, token, mutation, input } = sent;
  if (atOnce && !("denied" in answer)) {
    const denied = deniedAtDoor(state, who, token);
    if (denied !== null) return compareLate(state, sent, answer, denied);
  }
  const denied = compareDoor(state, who, token, answer);
  if (denied !== null) return denied;
  const { now } = state;
  if (sent.isSecond) state.now -= BEHIND;
  const outcome = mutate(state, who, mutation, input);
  state.now = now;
  compareOutcome(outcome, mutation, answer as Reply);
  return outcome.top ?? outcome.errors[0]?.split(" ")[0] ?? "carried out";
}

function compareLate(
  { events, now }: State,
  { who, mutation, isSecond }: Sent,
  { errors }: Reply,
  denied: string,
): string {
  const code = denied === "UNAUTHENTICATED" ? denied : "FORBIDDEN";
  assert.deepEqual(
    errors.map(({ extensions }) => extensions.code),
    [code],
  );
  const at = now - (isSecond ? BEHIND : 0);
  const { key, account } = who.key ?? { key: "", account: "" };
  const refused = { account, action: `${mutation}.refused`, user: null, key, subject: null, at, about: "" };
  if (code === "FORBIDDEN") events.push(refused);
  return `late ${denied}`;
}

/** Learns the ids and texts that the product has made up. */
function compareOutcome({ top, errors, done, earlier }: Outcome, mutation: string, reply: Reply): void {
  assert.deepEqual(
    reply.errors.map(({ extensions }) => extensions.code),
    top === null ? [] : [top],
  );
  if (top !== null) return;
  const { errors: told, token = null, ...rest } = reply.data[mutation];
  assert.deepEqual(
    told.map(({ code, path }: Input) => `${code} ${(path ?? []).join(".")}`.trim()).sort(),
    errors,
  );
  const [object] = Object.values<Input | string | null>(rest);
  const id = typeof object === "string" ? object : (object?.id ?? null);
  assert.equal(typeof token === "string", Boolean(done?.token));
  if (done?.token) done.token.text = token;
  if (done?.subject?.id === "" && id !== null) {
    Object.assign(done.subject, object);
    done.named?.(id);
  }
  // What an earlier call has made may be gone.
  if (id !== null) assert.equal(id, (done?.subject ?? earlier)?.id);
  else assert.equal(object === null, done === null);
}

const VIEW = `fragment Limit on ThrottleLimit {
  api { code operatorLimit operatorLimitSetBy { id } }
  limit defaultLimit grantId validUntil limitAfterwards pendingRequest { id }
}
query ($sid: String!) {
  account(sid: $sid) {
    id name suspended
    apiKeys(first: 40) { nodes {
      id key name note environment labels version createdAt createdBy { id } holder { id } expiresAt status
      accessScope permissions addressScope allowlist { cidr note } tokens { hint status createdAt retiresAt }
    } }
    throttleLimits { ...Limit }
    retiredThrottleLimits { ...Limit }
    throttleRequests(first: 40) { nodes {
      id api { code } status version currentLimit requestedLimit grantedLimit reason requestedUntil validUntil
      requestedBy { id } enteredBy { id } evidence { peak throttled } decidedBy { id } decidedAt decisionNote endedAt
    } }
    members { id role user { id } }
    invitations { id email role invitedBy { id } expiresAt }
  }
  autoApprovalRule { enabled upToTimesDefault peakShare setBy { id } version }
}`;

/** Whether staff see of all accounts what the model holds. */
export async function compareViews(product: Product, state: State): Promise<void> {
  const user = state.users.find(({ email }) => email === "operator@example.com") ?? null;
  for (const account of state.accounts) {
    const reply = (await product.ask({ user, key: null }, VIEW, { sid: account.sid })) as Reply;
    assert.deepEqual(reply.errors, []);
    const { account: seen, autoApprovalRule } = reply.data;
    // Where the rule has decided stand the product's own words.
    for (const node of seen.throttleRequests.nodes) if (node.decidedBy === null) node.decisionNote = null;
    learn(state, account.id, seen);
    assert.deepEqual(seen, viewOf(state, account));
    const { setBy, ...rule } = state.rule;
    assert.deepEqual(autoApprovalRule, { ...rule, setBy: setBy === null ? null : { id: setBy } });
  }
  assert.equal(await product.revision(), state.revision);
}

/** Ids that no answer has told yet. */
function learn(state: State, account: string, { throttleLimits, members }: Input): void {
  for (const { api, grantId } of throttleLimits) {
    const grant = grantInForce(state, account, api.code, state.now);
    if (grant?.id === "" && state.grants.every(({ id }) => id !== grantId)) grant.id = grantId;
  }
  for (const { id, user } of members) {
    const owner = state.members.find((one) => one.account === account && one.id === "");
    if (!owner || state.members.some((one) => one.id === id)) continue;
    const fresh = owner.user === "" && state.users.find((one) => one.id === "");
    if (fresh) fresh.id = user.id;
    Object.assign(owner, { id, user: owner.user || user.id });
  }
}

/** Reads on in the audit, and holds what it tells to what the model tells. */
export class AuditReader {
  readonly #seen = new Set<string>();
  #known = 0;

  async compare({ world }: Product, state: State): Promise<void> {
    const rows: Input[] = await world.database.reader.query("SELECT * FROM `audit_event`");
    const fresh = rows.filter(({ id, action }) => !this.#seen.has(id) && !action.startsWith("test."));
    for (const { id } of fresh) this.#seen.add(id);
    const expected = state.events.slice(this.#known);
    this.#known = state.events.length;
    for (const event of expected) {
      // Of a key that may no longer write, it is open how far its act was looked at.
      const isOfKey = event.key !== null && event.action.endsWith(".refused");
      const alike = fresh.filter((row) => row.action === event.action && row.actorApiKey === event.key);
      const isTold = alike.some(({ subjectId }) => subjectId === (event.subject?.id ?? null));
      if (isOfKey && !isTold) event.subject = alike[0]?.subjectId ? { id: alike[0].subjectId } : null;
      assert.ok(
        fresh.some(({ summary }) => summary.includes(event.about)),
        event.about,
      );
    }
    assert.deepEqual(
      fresh
        .map((row) =>
          [row.accountId, row.action, row.actorUserId, row.actorApiKey, row.subjectId, Number(row.at)].join(),
        )
        .sort(),
      expected
        .map((event) =>
          [event.account, event.action, event.user, event.key, event.subject?.id, event.at].join(),
        )
        .sort(),
    );
    const texts = state.keys.flatMap(({ tokens }) => tokens.map(({ text }) => text));
    for (const { summary } of fresh) assert.ok(!texts.some((text) => summary.includes(text)), summary);
  }
}

const CALLS = [
  { method: "GET", path: "/v1/Accounts/alpha/voice.calls.list", clientAddress: "203.0.113.7" },
  { method: "POST", path: "/v1/Accounts/alpha/sms.send", clientAddress: "198.51.100.9" },
  { method: "GET", path: "/v1/Accounts/beta/sms.list", clientAddress: "2001:db8:1::1" },
  { method: "GET", path: "/v1/Accounts/alpha/sms.list", clientAddress: null },
];

/** Whether a gateway that has heard of the changes decides as the model does, and by which limit. */
export async function compareDecisions({ replica }: Product, state: State): Promise<void> {
  await replica.pull();
  const rules = decisionRules(state);
  for (const { key, account, tokens } of state.keys) {
    for (const [at, { text }] of tokens.slice(-3).entries()) {
      const call = CALLS[(at + state.events.length) % CALLS.length] as (typeof CALLS)[number];
      const authorization = basic(key, text);
      const judged = judge(rules, { ...call, authorization: [authorization] }, state.now, []);
      const counter = new WindowCounter();
      const said = decide(replica.rules(), counter, { ...call, authorization }, state.now, nodePrimitives);
      const limit = limitAt(state, account, judged.operation?.split(".")[0] ?? "", state.now);
      assert.deepEqual(
        said.allowed
          ? [said.operation, said.rateLimit.limit]
          : [publicly(said.reason), said.missingPermission],
        judged.reason === null
          ? [judged.operation, limit]
          : [publicly(judged.reason), judged.missingPermission],
      );
    }
  }
}
