import { gql, InMemoryCache } from "@apollo/client";
import { beforeEach, expect, test } from "vitest";
import { limitsPolicy } from "./limits-policy.js";

const ALL = gql`query { account { id throttleLimits { api { code } limit } } }`;
const SOME = gql`query ($apis: [String!]) { account { id throttleLimits(apis: $apis) { api { code } used } } }`;

let cache: InMemoryCache;
beforeEach(() => {
  cache = new InMemoryCache({
    typePolicies: { Api: { keyFields: ["code"] }, Account: { fields: { throttleLimits: limitsPolicy } } },
  });
});

const account = (limits: [code: string, field: object][]) => ({
  account: {
    __typename: "Account",
    id: "acc_1",
    throttleLimits: limits.map(([code, field]) => ({
      __typename: "ThrottleLimit",
      api: { __typename: "Api", code },
      ...field,
    })),
  },
});

const bring = (...codes: string[]) =>
  cache.writeQuery({ query: ALL, data: account(codes.map((code) => [code, { limit: 60 }])) });
const bringUse = (apis: string[], used: Record<string, number>) =>
  cache.writeQuery({
    query: SOME,
    variables: { apis },
    data: account(Object.entries(used).map(([code, n]) => [code, { used: n }])),
  });

/** The codes of what is known, or null: it must be asked for. */
const known = () => codesIn(cache.readQuery({ query: ALL }));
const knownUse = (...apis: string[]) => codesIn(cache.readQuery({ query: SOME, variables: { apis } }));
// biome-ignore lint/suspicious/noExplicitAny: what a query of a test gives
const codesIn = (data: any) => data?.account.throttleLimits.map((limit: any) => limit.api.code) ?? null;

test("each limit is kept once, however many sets of them were asked for", () => {
  bring("sms", "voice", "users");
  bringUse(["sms"], { sms: 1 });
  bringUse(["sms", "voice"], { sms: 2, voice: 3 });
  const fields = Object.keys(cache.extract()["Account:acc_1"] ?? {});
  expect(fields.filter((field) => field.startsWith("throttleLimits"))).toHaveLength(1);
  expect(known()).toEqual(["sms", "voice", "users"]);
  expect(knownUse("voice")).toEqual(["voice"]);
});

test("some limits are not all, and what was not loaded of one is asked for", () => {
  bringUse(["sms"], { sms: 1 });
  expect(known()).toBeNull();
  expect(knownUse("voice")).toBeNull();
  bring("sms", "voice");
  expect(known()).toEqual(["sms", "voice"]);
  expect(knownUse("voice")).toBeNull();
});

test("that no Api has a code is known, and not asked for again and again", () => {
  bringUse(["fax"], {});
  expect(knownUse("fax")).toEqual([]);
});

test("an Api that has left the catalogue has no limit any more, by either answer", () => {
  bring("sms", "voice", "users");
  bringUse(["sms", "voice"], { voice: 1 });
  expect(known()).toEqual(["voice", "users"]);
  bring("voice");
  expect(known()).toEqual(["voice"]);
});
