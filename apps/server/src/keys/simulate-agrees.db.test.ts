import { createEnforcer, type Enforcer } from "@latchkey/enforcer";
import { atOnce, basic } from "@latchkey/enforcer/testing";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { Role } from "../accounts/member.entity.js";
import { Api } from "../catalogue/api.entity.js";
import { createWorld, type World } from "../graphql/testing/world.js";

const KEYS = 80;
const CALLS_A_KEY = 12;

let world: World;
let enforcer: Enforcer;
beforeAll(async () => {
  world = await createWorld();
  // So high that the throttle, which a simulation does not judge, denies nothing here.
  await world.database.write((manager) => manager.updateAll(Api, { catalogueLimit: 1_000_000 }));
  enforcer = await createEnforcer({ databaseUrl: world.url, clock: world.clock });
  await enforcer.ready;
});
afterAll(async () => {
  await enforcer.close();
  await world.close();
});

const codes = fc.subarray([
  "sms",
  "voice",
  "sms.send",
  "sms.list",
  "voice.calls.list",
  "access-control.read",
]);
const permissions = fc.oneof(
  fc.constant({ scope: "ALL_APIS" }),
  codes.map((chosen) => ({ scope: "SELECTED_APIS", codes: chosen })),
);
const cidrs = fc.subarray(["203.0.113.0/24", "198.51.100.7", "2001:db8:1::/48", "0.0.0.0/0", "::/0"]);
const allowlist = fc.oneof(
  fc.constant({ scope: "ANY_ADDRESS" }),
  cidrs.map((chosen) => ({ scope: "ALLOWLIST_ONLY", entries: chosen.map((cidr) => ({ cidr })) })),
);
const rules = fc.record({
  permissions,
  allowlist,
  lasts: fc.oneof({ weight: 9, arbitrary: fc.constantFrom(null, 60_000) }, fc.constant(1)),
  disabled: fc.oneof({ weight: 9, arbitrary: fc.constant(false) }, fc.constant(true)),
  suspended: fc.oneof({ weight: 14, arbitrary: fc.constant(false) }, fc.constant(true)),
});

const segment = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom("v1", "Accounts", "alpha", "sms.send", "sms.list") },
  fc.constantFrom("beta", "ALPHA", "%61lpha", "%2e%2e", "..", "", "a;b", "a%2Fb", "x.json", "é", "\ud800"),
  fc.string({ unit: "binary", maxLength: 6 }),
);
const known = fc
  .tuple(
    fc.constantFrom("alpha", "alpha", "alpha", "beta", "%61lpha"),
    fc.constantFrom("sms.send", "sms.list", "voice.calls.list", "sms%2Esend", "sms.s%65nd", "./sms.send"),
    fc.constantFrom("", "", "", ".json", "?a=b", "/", "#x", ";x"),
  )
  .map(([sid, code, end]) => `/v1/Accounts/${sid}/${code}${end}`);
const path = fc.oneof(
  { weight: 8, arbitrary: known },
  fc.array(segment, { maxLength: 6 }).map((segments) => `/${segments.join("/")}`),
  fc.string({ unit: "binary", maxLength: 20 }),
);
const method = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom("GET", "POST", "HEAD") },
  fc.constantFrom("get", "PUT", "", "OPTIONS", "G\u0000"),
);
const clientAddress = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.constantFrom("203.0.113.9", "198.51.100.7", "2001:db8:1::5", "::ffff:203.0.113.9"),
  },
  fc.constantFrom(
    null,
    "",
    "203.0.114.0",
    "203.0.113.9:80",
    "[2001:db8:1::5]:443",
    "0203.0.113.9",
    "nonsense",
  ),
  fc.ipV4(),
  fc.ipV6(),
);
const call = fc.record({ method, path, clientAddress });

type Rules = typeof rules extends fc.Arbitrary<infer R> ? R : never;
type Call = typeof call extends fc.Arbitrary<infer C> ? C : never;

const OPEN: Rules = {
  permissions: { scope: "ALL_APIS" },
  allowlist: { scope: "ANY_ADDRESS" },
  lasts: null,
  disabled: false,
  suspended: false,
};
const LISTING: Call = { method: "GET", path: "/v1/Accounts/alpha/sms.list", clientAddress: "203.0.113.9" };
/** A key and a call for each outcome there is, so that none depends on luck. */
const EXAMPLES: Record<string, [Rules, Call]> = {
  ALLOWED: [OPEN, LISTING],
  KEY_DISABLED: [{ ...OPEN, disabled: true }, LISTING],
  KEY_EXPIRED: [{ ...OPEN, lasts: 1 }, LISTING],
  ACCOUNT_SUSPENDED: [{ ...OPEN, suspended: true }, LISTING],
  IP_NOT_ALLOWED: [
    { ...OPEN, allowlist: { scope: "ALLOWLIST_ONLY", entries: [{ cidr: "198.51.100.7" }] } },
    LISTING,
  ],
  AMBIGUOUS_PATH: [OPEN, { ...LISTING, path: "/v1/Accounts/alpha/../sms.list" }],
  UNKNOWN_API: [OPEN, { ...LISTING, path: "/v1/nothing" }],
  ACCOUNT_MISMATCH: [OPEN, { ...LISTING, path: "/v1/Accounts/beta/sms.list" }],
  PERMISSION_DENIED: [{ ...OPEN, permissions: { scope: "SELECTED_APIS", codes: ["voice"] } }, LISTING],
};

async function makeKey(name: string, made: Rules) {
  const expiresAt = made.lasts === null ? null : new Date(world.clock.at + made.lasts).toISOString();
  const input = { name, permissions: made.permissions, allowlist: made.allowlist, expiresAt };
  const selection = "token apiKey { id key } errors { code }";
  const { token, apiKey, errors } = await world.act(Role.OWNER, "createApiKey", input, selection);
  expect(errors).toEqual([]);
  if (made.disabled) await world.act(Role.OWNER, "disableApiKey", { id: apiKey.id });
  const suspension = { accountSid: "alpha", suspended: made.suspended, reason: "Random." };
  await world.act("operator", "setAccountSuspended", suspension);
  world.clock.at += 1;
  await enforcer.pull();
  return {
    id: apiKey.id,
    authorization: basic(apiKey.key, token),
  };
}

const QUERY = `query ($input: SimulateAccessInput!) {
  simulateAccess(input: $input) { allowed reason operation missingPermission }
}`;

it("a simulation says of random keys and calls what the enforcer says", async () => {
  let count = 0;
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(
      rules,
      fc.array(call, { minLength: CALLS_A_KEY, maxLength: CALLS_A_KEY }),
      async (made, calls) => {
        const { id, authorization } = await makeKey(`key ${count++}`, made);
        for (const asked of calls) {
          const { data } = await world.ask(Role.VIEWER, QUERY, { input: { apiKeyId: id, ...asked } });
          const decision = atOnce(enforcer.decide({ authorization, ...asked }, "request"));
          expect(data.simulateAccess).toEqual({
            allowed: decision.allowed,
            reason: decision.allowed ? null : decision.reason,
            operation: decision.operation,
            missingPermission: decision.allowed ? null : decision.missingPermission,
          });
          seen.add(decision.allowed ? "ALLOWED" : decision.reason);
        }
      },
    ),
    { numRuns: KEYS, examples: Object.values(EXAMPLES).map(([made, asked]) => [made, [asked]]) },
  );
  expect([...seen]).toEqual(expect.arrayContaining(Object.keys(EXAMPLES)));
});
