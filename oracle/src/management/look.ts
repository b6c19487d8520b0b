import assert from "node:assert/strict";
import type { Reply } from "@latchkey/server/testing";
import fc from "fast-check";
import { fill, idOf, type Person, person, sid } from "./acts.js";
import { compareDoor } from "./compare.js";
import { ADDRESS, type Product } from "./product.js";
import { accountById, mayRead } from "./rules/standing.js";
import type { Account, Input, State, Who } from "./rules/state.js";
import { eventView, isListed, livingKeys, ORDERS, topicOf } from "./rules/view.js";

// Lists under their filters, page by page, and single objects, as somebody sees them.

type List = {
  /** Of its filter, in GraphQL. */
  types: string;
  fields: string;
  filter: fc.Arbitrary<Input>;
  /** What the model has in it, in any order. */
  entries(state: State, who: Who, account: Account, filter: Input): object[];
  /** Above 0 where they stand the wrong way round. */
  order(state: State, order: string, one: Input, other: Input): number;
};
type Look = { who: Person; list: string; sid: string; first: number; filter: Input };

const any = fc.constantFrom;
const some = (fields: Record<string, fc.Arbitrary<unknown>>) => fc.record(fields, { requiredKeys: [] });
const idIn = ({ id }: { id: string }) => ({ id });

const LISTS: Record<string, List> = {
  apiKeys: {
    types:
      "$search: String, $name: String, $status: [ApiKeyStatus!], $access: AccessScope, $addresses: AddressScope, $gracePeriodOpen: Boolean, $automation: Boolean, $knownTo: ID, $order: ApiKeyOrder",
    fields: "id",
    filter: some({
      search: any("KEY", "a", "lk_", "team", "asha", "the o", "lkt_", "%", ""),
      name: any("key", "key ", "Key"),
      status: fc.subarray(["ACTIVE", "DISABLED", "EXPIRED"]),
      access: any("ALL_APIS", "SELECTED_APIS"),
      addresses: any("ANY_ADDRESS", "ALLOWLIST_ONLY"),
      gracePeriodOpen: fc.boolean(),
      automation: fc.boolean(),
      knownTo: idOf("users"),
      order: any("NEWEST", "OLDEST", "NAME", "ENDS_FIRST"),
    }),
    entries: (state, { user }, { id }, filter) =>
      livingKeys(state, id)
        .filter((key) => isListed(state, user, key, filter))
        .map(idIn),
    order(state, order, ...ids) {
      const [one, other] = ids.map(({ id }) => state.keys.find((key) => key.id === id));
      return one && other ? (ORDERS[order]?.(one, other) ?? 1) : 1;
    },
  },
  auditEvents: {
    types: "$topics: [AuditTopic!], $subjectId: ID, $actorId: ID, $order: AuditOrder",
    fields: "action actorUser { id } actorApiKey subjectId at address",
    filter: some({
      topics: fc.subarray(["KEYS", "LIMITS", "ACCOUNT", "REFUSED"]),
      subjectId: fc.oneof(idOf("keys"), idOf("requests"), idOf("members")),
      actorId: idOf("users"),
      order: any("NEWEST", "AS_WRITTEN"),
    }),
    entries(state, { user }, account, { topics, subjectId, actorId }) {
      const isStaff = (by: string | null) =>
        state.users.some(({ id, isOperator }) => id === by && isOperator);
      const isHidden = (by: string | null) => isStaff(by) && !user?.isOperator && by !== user?.id;
      return state.events
        .filter(
          (event) => event.account === account.id && (topics ?? [topicOf(event)]).includes(topicOf(event)),
        )
        .filter(
          ({ subject, user }) => (subjectId ?? subject?.id) === subject?.id && (actorId ?? user) === user,
        )
        .map((event) => ({ ...eventView(event), address: isHidden(event.user) ? null : ADDRESS }));
    },
    // Of one moment either is first.
    order: (_, order, one, other) => (order === "AS_WRITTEN" ? 0 : Date.parse(other.at) - Date.parse(one.at)),
  },
  throttleRequests: {
    types: "$status: [ThrottleRequestStatus!], $api: String",
    fields: "id",
    filter: some({
      api: any("sms", "voice", "nothing"),
      status: fc.subarray(["PENDING", "APPROVED", "DECLINED", "WITHDRAWN"]),
    }),
    entries: (state, _, account, { status, api }) =>
      state.requests
        .filter((request) => request.account === account.id && (api ?? request.api) === request.api)
        .filter((request) => (status ?? [request.status]).includes(request.status))
        .map(idIn),
    order: (_state, _order, one, other) => (one.id > other.id ? -1 : 1),
  },
};

const node = fc.oneof(...["keys", "requests", "accounts", "grants"].map(idOf)).map((id): Input => ({ id }));
const FILTERS = {
  node,
  ...Object.fromEntries(Object.entries(LISTS).map(([list, { filter }]) => [list, filter])),
};
const first = fc.integer({ min: 1, max: 6 });
export const looks: fc.Arbitrary<Look> = fc.oneof(
  ...Object.entries(FILTERS).map(([list, filter]) =>
    fc.record({ who: person, list: fc.constant(list), sid, first, filter }),
  ),
);

/** Compares what somebody sees there. */
export async function look(product: Product, state: State, by: { who: Who; token: string }, recipe: Look) {
  const filter = fill(state, recipe.filter);
  const { who, token } = by;
  const ask = async (text: string, variables: Input) => {
    const answer = await product.ask(who, text, variables, { token });
    return compareDoor(state, who, token, answer) === null ? (answer as Reply) : null;
  };
  const list = LISTS[recipe.list];
  const account = state.accounts.find((one) => one.sid === recipe.sid);
  const top = refusal(who) ?? (list && !mayRead(state, who, account) ? "NOT_FOUND" : null);
  if (!list || !account || top !== null) {
    const inAccount = "query ($sid: String!) { account(sid: $sid) { id } }";
    const reply = await ask(list ? inAccount : "query ($id: ID!) { node(id: $id) { id } }", {
      ...recipe,
      ...filter,
    });
    if (reply === null) return;
    assert.equal(reply.errors[0]?.extensions.code ?? null, top);
    if (!list && top === null) assert.deepEqual(reply.data.node, nodeOf(state, who, filter.id));
    return;
  }

  const given = [...list.types.matchAll(/\$(\w+)/g)]
    .map(([variable, name]) => `${name}: ${variable}`)
    .join(", ");
  const page = `totalCount nodes { ${list.fields} } pageInfo { hasNextPage hasPreviousPage endCursor }`;
  const text = `query ($sid: String!, $first: Int!, $after: String, ${list.types}) {
    account(sid: $sid) { ${recipe.list}(first: $first, after: $after, ${given}) { ${page} } }
  }`;
  const expected = list.entries(state, who, account, filter);
  const seen: Input[] = [];
  let after: string | null = null;
  do {
    const reply: Reply | null = await ask(text, { sid: recipe.sid, first: recipe.first, after, ...filter });
    if (reply === null) return;
    assert.deepEqual(reply.errors, []);
    const { totalCount, nodes, pageInfo } = reply.data.account[recipe.list];
    assert.equal(totalCount, expected.length);
    assert.equal(pageInfo.hasPreviousPage, after !== null);
    seen.push(...nodes);
    assert.equal(pageInfo.hasNextPage, seen.length < totalCount);
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  const texts = (entries: object[]) => entries.map((entry) => JSON.stringify(entry)).sort();
  assert.deepEqual(texts(seen), texts(expected));
  for (const [at, next] of seen.slice(1).entries())
    assert.ok(list.order(state, filter.order ?? "NEWEST", seen[at] ?? {}, next) <= 0, JSON.stringify(seen));
}

/** Who may not even ask. */
function refusal({ user, key }: Who): string | null {
  if (!key) return user ? null : "UNAUTHENTICATED";
  const mayRead = key.permissions.some((code) => ["access-control", "access-control.read"].includes(code));
  return mayRead ? null : "FORBIDDEN";
}

function nodeOf(state: State, who: Who, id: string) {
  const rows = [...state.keys.filter(({ deleted }) => !deleted), ...state.requests];
  const account = rows.find((row) => row.id === id)?.account ?? id;
  return mayRead(state, who, accountById(state, account)) ? { id } : null;
}
