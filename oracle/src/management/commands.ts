import assert from "node:assert/strict";
import fc from "fast-check";
import { type Act, act, fill, type Person, person, role, several, sid } from "./acts.js";
import { type AuditReader, compareDecisions, compareViews, explain } from "./compare.js";
import { look, looks } from "./look.js";
import { type Answer, BEHIND, type Product, type Sent } from "./product.js";
import { managesKeys } from "./rules/keys.js";
import { acceptInvitation } from "./rules/people.js";
import type { Role, State, Who } from "./rules/state.js";

type Model = { state: State; sent: Sent[] };
type Real = { product: Product; audit: AuditReader; count(what: string): void };
type Perform = (model: Model, real: Real) => Promise<unknown>;

/** More do not fit on the page that all are read from. */
const MOST = 35;

/** Something that is done. Whatever comes of it, all that can be seen is compared afterwards. */
class Step implements fc.AsyncCommand<Model, Real> {
  constructor(
    readonly name: string,
    readonly recipe: object,
    readonly perform: Perform,
  ) {}

  check({ state }: Readonly<Model>): boolean {
    const living = state.keys.filter(({ deleted }) => !deleted);
    return Math.max(living.length, state.requests.length) < MOST;
  }

  async run(model: Model, real: Real): Promise<void> {
    const { product, audit } = real;
    pass(model, product, 1);
    await this.perform(model, real);
    real.count(this.name);
    assert.deepEqual(product.world.reported, []);
    await compareViews(product, model.state);
    await audit.compare(product, model.state);
    await compareDecisions(product, model.state);
  }

  toString(): string {
    return `${this.name} ${JSON.stringify(this.recipe)}`;
  }
}

function pass({ state }: Model, { world }: Product, milliseconds: number): void {
  state.now += milliseconds;
  world.clock.at = state.now;
}

/** Who somebody is by now, and the token by which a key asks: mostly one that can manage keys, and one that is not old. */
function whoIs(state: State, by: Person): { who: Who; token: string } {
  if ("name" in by || state.keys.length === 0) {
    const { name = "OWNER" } = by as { name?: string };
    const email = `${name.toLowerCase()}@example.com`;
    return { who: { user: state.users.find((one) => one.email === email) ?? null, key: null }, token: "" };
  }
  const managing = state.keys.filter(managesKeys);
  const keys = by.key % 8 === 7 || managing.length === 0 ? state.keys : managing;
  const key = keys[by.key % keys.length] ?? null;
  return { who: { user: null, key }, token: key?.tokens.at(-1 - (by.token % key.tokens.length))?.text ?? "" };
}

const sentBy = (state: State, { who, mutation, input }: Act): Sent => ({
  ...whoIs(state, who),
  mutation,
  input: fill(state, input),
  isSecond: state.now % 2 === 1,
});

async function send(model: Model, { product, count }: Real, sent: Sent): Promise<void> {
  model.sent.push(sent);
  count(explain(model.state, sent, await product.act(sent)));
}

const acting = (recipe: Act) =>
  new Step("act", recipe, (model, real) => send(model, real, sentBy(model.state, recipe)));

const automation = { name: "automation", permissions: { scope: "ALL_APIS", codes: ["access-control"] } };
/** What each world begins with, so that there is something to act on. */
export const first = [
  ["OWNER", "createApiKey", { name: "first" }] as const,
  ["OWNER", "createApiKey", automation] as const,
  [
    "OWNER",
    "createApiKey",
    { name: "third", permissions: { scope: "SELECTED_APIS", codes: ["sms"] } },
  ] as const,
  ["stranger", "createApiKey", automation] as const,
  ["OWNER", "inviteMember", { email: "ravi@example.com", role: "ADMIN" }] as const,
  ["OWNER", "requestThrottleLimit", { api: "sms", limit: 300, reason: "Diwali" }] as const,
].map(([name, mutation, input]) => acting({ who: { name }, mutation, input }));

/** Sends again what was sent, as the same or as somebody else. */
const again = (recipe: { back: number; who: Person | null }) =>
  new Step("again", recipe, async (model, real) => {
    const keyed = model.sent.filter(({ input }) => input.idempotencyKey);
    const sent = recipe.back % 2 === 0 && keyed.length > 0 ? keyed : model.sent;
    const earlier = sent.at(-1 - (recipe.back % Math.max(1, sent.length)));
    if (earlier) await send(model, real, { ...earlier, ...(recipe.who && whoIs(model.state, recipe.who)) });
  });

/** Several at the same moment, on two servers, the first of them perhaps twice: as if they came one after the other, in some order. */
const together = (recipe: { acts: Act[]; isTwice: boolean }) =>
  new Step("together", recipe, async (model, { product, count }) => {
    const acts = recipe.isTwice ? [...recipe.acts, recipe.acts[0] as Act] : recipe.acts;
    const sent = acts.map((each, at) => ({ ...sentBy(model.state, each), isSecond: at % 2 === 1 }));
    const answers = await Promise.all(sent.map((each) => product.act(each)));
    for (const order of ordersOf([...sent.keys()])) {
      const life = structuredClone({ ...model, acts: sent });
      const isSo = await holds(async () => {
        for (const at of order) explain(life.state, life.acts[at] as Sent, answers[at] as Answer, true);
        await compareViews(product, life.state);
      });
      if (!isSo) continue;
      count(order.every((at, place) => at === place) ? "in their order" : "in another order");
      return Object.assign(model, { state: life.state, sent: [...life.sent, ...life.acts] });
    }
    const told = sent.map(({ who, mutation, input }, at) => ({ who, mutation, input, answer: answers[at] }));
    assert.fail(`No order explains ${JSON.stringify(told, null, 1)}`);
  });

async function holds(comparison: () => Promise<void>): Promise<boolean> {
  try {
    await comparison();
    return true;
  } catch (error) {
    if (error instanceof assert.AssertionError) return false;
    throw error;
  }
}

const ordersOf = (all: number[]): number[][] =>
  all.length < 2
    ? [all]
    : all.flatMap((first) => ordersOf(all.filter((at) => at !== first)).map((rest) => [first, ...rest]));

/** Lets time pass: mostly up to where something ends, give or take a millisecond. */
const waiting = (recipe: { next: number; beside: number; otherwise: number }) =>
  new Step("wait", recipe, async (model, { product }) => {
    const { keys, grants, invitations, calls, now } = model.state;
    const ends = [
      ...keys.flatMap(({ expiresAt, tokens }) => [expiresAt, ...tokens.map(({ retiresAt }) => retiresAt)]),
      ...[...grants.map(({ validUntil }) => validUntil), ...invitations.map(({ expiresAt }) => expiresAt)],
      ...calls.map(({ at }) => at + 24 * 3_600_000),
    ].flatMap((end) => (end !== null && end > now + 1 ? [end + recipe.beside - now] : []));
    pass(model, product, ends.sort((one, other) => one - other)[recipe.next] ?? recipe.otherwise);
  });

/** What somebody accepts with, where `isTheirs` signed in as who is invited, and else as anybody or nobody. */
type Acceptance = { row: number; isTheirs: boolean; user: number | null; name: string; password: string };

const accepting = (recipe: Acceptance) =>
  new Step("accept", recipe, async ({ state, sent }, { product, count }) => {
    const { row, isTheirs, name, password } = recipe;
    const sentOnes = state.events.filter(({ action }) => action === "invitation.sent");
    // Mostly one that is open; else one that may be gone.
    const among = row % 5 > 0 ? state.invitations : sentOnes.map(({ subject }) => subject);
    const id = among[row % Math.max(1, among.length)]?.id ?? "";
    const invitation = state.invitations.find((one) => one.id === id);
    const theirs = state.users.find(({ email }) => email === invitation?.email)?.id;
    const other = recipe.user === null ? undefined : state.users[recipe.user % state.users.length]?.id;
    const joining = { id, user: (isTheirs ? theirs : other) ?? null, name, password };
    const isSecond = sent.length % 2 === 1;
    const answer = await product.accept(joining, isSecond);
    const { now } = state;
    if (isSecond) state.now -= BEHIND;
    const before = state.events.length;
    assert.equal(answer, acceptInvitation(state, joining));
    state.now = now;
    count(answer ?? "accepted");
    const [event] = state.events.slice(before);
    if (!event || !invitation) return;
    const ids = await product.idsOf(invitation.email, invitation.account);
    for (const one of state.users) if (one.id === "") one.id = ids.user;
    for (const one of state.members)
      if (one.id === "") Object.assign(one, { id: ids.member, user: ids.user });
    event.user = ids.user;
  });

const joining = (recipe: { sid: string; user: number; role: Role }) =>
  new Step("join", recipe, async ({ state }, { product }) => {
    const account = state.accounts.find((one) => one.sid === recipe.sid)?.id;
    const user = state.users[recipe.user % state.users.length]?.id;
    const isIn = state.members.some((one) => one.account === account && one.user === user);
    if (account && user && !isIn) await product.join(state, account, user, recipe.role);
  });

/** Operations leave the catalogue, or come back; an Api with its last one. */
const retiring = (recipe: { operations: string[] }) =>
  new Step("retire", recipe, async ({ state }, { product }) => {
    const { operations } = recipe;
    if (operations.join() === state.operations.join()) return;
    state.operations = operations;
    for (const api of state.apis) api.retired = !operations.some((code) => code.startsWith(`${api.code}.`));
    await product.synchronise(state);
    state.revision += 1;
    const by = { account: null, user: null, key: null, subject: null, at: state.now };
    state.events.push({ action: "catalogue.synchronised", about: "", ...by });
  });

const operations = fc.subarray(["sms.send", "sms.list", "voice.calls.list"]);
const next = fc.nat(2);
const beside = fc.constantFrom(-1, 0, 0, 1);
const acceptance = fc.record({
  ...{ row: fc.nat(20), isTheirs: fc.boolean(), user: fc.option(fc.nat(20)) },
  name: fc.constantFrom("Asha", " Ravi ", "Asha", "operator", "", "x".repeat(101)),
  password: fc.constantFrom("correct horse", "correct horse", "too short", "x".repeat(129)),
});
/** How often each is done. */
const OFTEN: [number, fc.Arbitrary<Step>][] = [
  [14, act.map(acting)],
  [8, fc.record({ acts: several, isTwice: fc.boolean() }).map(together)],
  [2, fc.record({ back: fc.nat(20), who: fc.option(person) }).map(again)],
  [2, fc.record({ next, beside, otherwise: fc.nat(100_000) }).map(waiting)],
  [1, fc.record({ operations }).map(retiring)],
  [1, fc.record({ sid, user: fc.nat(20), role }).map(joining)],
  [3, acceptance.map(accepting)],
  [
    4,
    looks.map(
      (recipe) =>
        new Step("look", recipe, ({ state }, { product }) =>
          look(product, state, whoIs(state, recipe.who), recipe),
        ),
    ),
  ],
];

export const commands = (most: number) =>
  fc.commands(
    OFTEN.flatMap(([times, arbitrary]) => Array<fc.Arbitrary<Step>>(times).fill(arbitrary)),
    { maxCommands: most, size: "max" },
  );
