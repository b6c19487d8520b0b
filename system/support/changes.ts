import { basic } from "@latchkey/enforcer/testing";
import type { Answer } from "./gateway.js";
import type { Owner, Pair } from "./owner.js";

export const KINDS = [
  "delete",
  "disable",
  "permissions",
  "allowlist",
  "regenerate",
  "delete old token",
] as const;
type Kind = (typeof KINDS)[number];

/** One change of one key, and how to tell whether a call with it was judged by the old or the new rule. */
export interface Change {
  kind: Kind;
  /** The Authorization header of calls that are sent before the mutation was answered; all of them are allowed. */
  before: string;
  /** Makes the change, and gives the Authorization header of calls from then on. `effect`: the mutation waits until the gateways have applied it. */
  make(owner: Owner, effect: boolean): Promise<Made>;
  /** The answers to calls with that header by the old and by the new rule. */
  old: Answer;
  new: Answer;
}

export interface Made {
  after: string;
  /** When the mutation's answer had arrived, by `performance.now()`. */
  answeredAt: number;
  effect: { gateways: number; confirmed: number } | null;
}

const ALLOWED: Answer = { status: 200, reason: null };
const STRANGER: Answer = { status: 401, reason: "UNAUTHENTICATED" };
const forbidden = (reason: string): Answer => ({ status: 403, reason });

/** At least `count` changes of all kinds in turn, each of another key, except that both changes of tokens are of one key. */
export async function planChanges(owner: Owner, count: number): Promise<Change[]> {
  const rounds = Math.ceil(count / KINDS.length);
  const keys: Pair[] = [];
  const names = Array.from({ length: rounds * (KINDS.length - 1) }, () => crypto.randomUUID());
  const maker = async () => {
    for (let name = names.pop(); name; name = names.pop()) keys.push(await owner.makeKey(name));
  };
  await Promise.all([maker(), maker(), maker(), maker()]);
  return Array.from({ length: rounds }, () => roundOf(keys.splice(0, KINDS.length - 1))).flat();
}

function roundOf([a, b, c, d, e]: Pair[]): Change[] {
  if (!a || !b || !c || !d || !e) throw new Error("too few keys");
  const only = { scope: "ALLOWLIST_ONLY", entries: [{ cidr: "203.0.113.0/24" }] };
  const sms = { scope: "SELECTED_APIS", codes: ["sms"] };
  return [
    ending("delete", a, "deleteApiKey", {}, STRANGER),
    ending("disable", b, "disableApiKey", {}, forbidden("KEY_DISABLED")),
    ending("permissions", c, "setPermissions", { permissions: sms }, forbidden("PERMISSION_DENIED")),
    ending("allowlist", d, "setAllowlist", { allowlist: only }, forbidden("IP_NOT_ALLOWED")),
    ...regeneration(e),
  ];
}

/** A change after which calls with the same pair are denied. */
function ending(kind: Kind, pair: Pair, mutation: string, input: object, denied: Answer): Change {
  const header = basic(pair.key, pair.token);
  return {
    kind,
    before: header,
    make: async (owner, effect) => ({
      after: header,
      ...(await act(owner, mutation, { id: pair.id, ...input }, { effect })),
    }),
    old: ALLOWED,
    new: denied,
  };
}

/** Two changes: a new token, which the old rule does not know, and the end of the old token, which works until then. */
function regeneration({ id, key, token }: Pair): Change[] {
  const header = basic(key, token);
  let isDone = () => {};
  const done = new Promise<void>((resolve) => {
    isDone = resolve;
  });
  const regenerate: Change = {
    kind: "regenerate",
    before: header,
    async make(owner, effect) {
      const { payload, ...made } = await act(
        owner,
        "regenerateToken",
        { id },
        { effect, selection: "token" },
      );
      isDone();
      return { after: basic(key, payload.token), ...made };
    },
    old: STRANGER,
    new: ALLOWED,
  };
  const end: Change = {
    ...ending("delete old token", { id, key, token }, "deleteRetiringToken", {}, STRANGER),
    async make(owner, effect) {
      await done;
      return { after: header, ...(await act(owner, "deleteRetiringToken", { id }, { effect })) };
    },
  };
  return [regenerate, end];
}

async function act(
  owner: Owner,
  mutation: string,
  input: object,
  { effect, selection = "" }: { effect: boolean; selection?: string },
) {
  const receipt = effect ? "effect { gateways confirmed }" : "";
  const { payload, answeredAt } = await owner.act(mutation, input, `${selection} ${receipt} errors { code }`);
  if (payload.errors.length > 0) throw new Error(`${mutation}: ${JSON.stringify(payload.errors)}`);
  return { payload, answeredAt, effect: payload.effect ?? null };
}
