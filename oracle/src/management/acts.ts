import fc from "fast-check";
import { NETWORKS } from "./rules/keys.js";
import type { Input, Role, State } from "./rules/state.js";

// What may be tried, as data: what stands for something that is only known then is filled in by `fill`.

/** Somebody by name, or a key by number. */
export type Person = { name: string } | { key: number; token: number };
export type Act = { who: Person; mutation: string; input: Input };

const ROLES: Role[] = ["OWNER", "ADMIN", "DEVELOPER", "VIEWER"];
const HOUR = 3_600_000;

const any = fc.constantFrom;
/** What is wrong, or rare, in one case of twelve. */
const mostly = (usual: fc.Arbitrary<unknown>, ...rare: unknown[]) =>
  fc.oneof({ weight: 11, arbitrary: usual }, { weight: 1, arbitrary: any(...rare) });
const number = fc.nat(40);
const personOf = (...names: string[]) => any(...names).map((name): Person => ({ name }));
export const person: fc.Arbitrary<Person> = fc.oneof(
  { weight: 6, arbitrary: personOf("OWNER", "OWNER", "OWNER", "ADMIN", "DEVELOPER", "stranger") },
  { weight: 2, arbitrary: personOf("VIEWER", "VIEWER", "operator", "operator", "insider", "nobody") },
  { weight: 3, arbitrary: fc.record({ key: number, token: fc.nat(3) }) },
);
const staff = fc.oneof(
  { weight: 3, arbitrary: personOf("operator", "operator", "insider") },
  { weight: 1, arbitrary: person },
);
export const role = any(...ROLES);
export const sid = any("alpha", "alpha", "alpha", "beta", "gamma");

/** The id of a row of a table, or of none. */
export const idOf = (table: string) => number.map((row) => ({ table, row }));
/** So many milliseconds later. */
const later = mostly(any(1, 5, HOUR, 23 * HOUR, 8 * 24 * HOUR), -1, 0).map((after) => ({ after }));
const listOf = (value: fc.Arbitrary<unknown>, maxLength = 3) => fc.array(value, { maxLength, size: "max" });

const NAMES = ["key", "Key", "key ", "billing", "Zeta", "<img onerror=x>", "x".repeat(100), "😀".repeat(100)];
const name = mostly(any(...NAMES), "", "  ", "x".repeat(101), "a\u0000b");
const note = mostly(any("", "for billing", "line\nline", "x".repeat(500)), null, "x".repeat(501), "a\u0007b");
const label = mostly(any("team a", "Team B", "x".repeat(50)), "x".repeat(51), "");
const labels = mostly(listOf(label), null, Array(20).fill("l"), Array(21).fill("l"));
const environment = mostly(any("PRODUCTION", "TEST"), null);
const details = {
  note,
  environment,
  labels,
  holderId: mostly(idOf("users"), null),
  expiresAt: mostly(later, null),
};
const ACCESS_CONTROL = ["access-control", "access-control.read", "access-control.write"];
const code = mostly(
  any("sms", "voice", "sms.send", "sms.list", "voice.calls.list"),
  "sms.nothing",
  ...ACCESS_CONTROL,
);
const permissions = fc.oneof(
  fc.record({ scope: any("SELECTED_APIS"), codes: mostly(listOf(code), null) }, { requiredKeys: ["scope"] }),
  any(...ACCESS_CONTROL).map((only) => ({ scope: "ALL_APIS", codes: [only] })),
  mostly(any({ scope: "ALL_APIS" }), { scope: "ALL_APIS", codes: ["sms"] }),
);
const entry = fc.record(
  { cidr: mostly(any(...NETWORKS.keys()), "203.0.113.7/24", "nowhere"), note },
  { requiredKeys: ["cidr"] },
);
const allowlist = fc.oneof(
  fc.record({ scope: any("ALLOWLIST_ONLY"), entries: listOf(entry) }, { requiredKeys: ["scope"] }),
  mostly(any({ scope: "ANY_ADDRESS" }), { scope: "ANY_ADDRESS", entries: [{ cidr: "::/0" }] }),
);
const limit = mostly(any(1, 150, 250, 400, 1_000_000), 0, -1, 1_000_001);
const api = mostly(any("sms", "voice"), "nothing");
const expectedVersion = mostly(any({ beside: 0 }), null, { beside: 1 }, { beside: -1 });
const idempotencyKey = mostly(
  any("used-once-or-more", "used-once-or-twice", "x".repeat(100)),
  null,
  "too short",
);
const accountSid = mostly(sid, null, "gamma");
const namedSid = mostly(sid, "gamma");
const ofKey = { id: idOf("keys") };
const ofRequest = { id: idOf("requests") };
const setting = fc.record({ kind: any("REQUESTS", "DECISIONS", "KEY_ENDS"), wanted: fc.boolean() });
const email = mostly(
  any("asha@example.com", " Asha@Example.com ", "ravi@example.com", "stranger@example.com"),
  "viewer@example.com",
  "nobody",
);

type Fields = Record<string, fc.Arbitrary<unknown>>;
/** How often, the fields that must and that may be there, and who mostly does it. */
const INPUTS: Record<string, [number, Fields, Fields, fc.Arbitrary<Person>?]> = {
  createApiKey: [6, { name }, { accountSid, ...details, permissions, allowlist, idempotencyKey }],
  updateApiKey: [3, ofKey, { expectedVersion, name: mostly(name, null), ...details }],
  enableApiKey: [2, ofKey, { expectedVersion }],
  disableApiKey: [1, ofKey, { expectedVersion }],
  deleteApiKey: [1, ofKey, { expectedVersion }],
  regenerateToken: [
    5,
    ofKey,
    {
      gracePeriodSeconds: mostly(any(0, 1, 60, 2_592_000), null, -1, 2_592_001),
      expectedVersion,
      idempotencyKey,
      endPreviousGrace: fc.boolean(),
      replaceActive: fc.boolean(),
    },
  ],
  deleteRetiringToken: [2, ofKey, { expectedVersion }],
  setPermissions: [3, { ...ofKey, permissions }, { expectedVersion }],
  setAllowlist: [2, { ...ofKey, allowlist }, { expectedVersion }],
  requestThrottleLimit: [
    4,
    { api, limit, reason: mostly(any("Diwali", "x".repeat(2000)), "", "x".repeat(2001)) },
    { accountSid, validUntil: mostly(later, null), idempotencyKey },
  ],
  withdrawThrottleRequest: [1, ofRequest, { expectedVersion }],
  approveThrottleRequest: [
    3,
    ofRequest,
    { expectedVersion, grantedLimit: mostly(limit, null), validUntil: mostly(later, null), note },
    staff,
  ],
  declineThrottleRequest: [
    1,
    { ...ofRequest, note: mostly(any("No."), "", "x".repeat(501)) },
    { expectedVersion },
    staff,
  ],
  endThrottleGrant: [
    2,
    { accountSid: namedSid, api },
    { grantId: mostly(idOf("grants"), null), note },
    staff,
  ],
  setApiDefaultLimit: [
    2,
    { api },
    { limit: mostly(limit, null), expectedOperatorLimit: any(150, 250, null) },
    staff,
  ],
  setAutoApprovalRule: [
    2,
    {
      enabled: any(true, true, false),
      upToTimesDefault: mostly(any(1, 2.5, 1000), 0.5),
      peakShare: mostly(any(0, 0.5), 1.1),
    },
    { expectedVersion },
    staff,
  ],
  setMemberRole: [4, { id: idOf("members"), role }, { expectedRole: mostly(role, null) }],
  removeMember: [2, { id: idOf("members") }, {}],
  inviteMember: [4, { email, role }, { accountSid }],
  withdrawInvitation: [1, { id: idOf("invitations") }, {}],
  createAccount: [
    1,
    { sid: any("gamma", "gamma", "alpha", "no sid"), ownerEmail: email },
    { name: mostly(name, null) },
    staff,
  ],
  renameAccount: [1, { name }, { accountSid }],
  setAccountSuspended: [
    1,
    {
      accountSid: namedSid,
      suspended: any(true, false, false),
      reason: mostly(any("Paid."), "", "x".repeat(2001)),
    },
    {},
    staff,
  ],
  setMyNotifications: [1, { settings: listOf(setting) }, { accountSid }],
  setMyName: [1, { name: mostly(any("Asha", "Ravi", " Asha "), "operator", "", "x".repeat(101)) }, {}],
};

/** One of those mutations whose name fits. */
const actOf = (names: RegExp): fc.Arbitrary<Act> =>
  fc.oneof(
    ...Object.entries(INPUTS).flatMap(([mutation, [weight, must, may, who = person]]) => {
      const input = fc.record({ ...must, ...may }, { requiredKeys: Object.keys(must) });
      const arbitrary = fc.record({ who, mutation: fc.constant(mutation), input });
      return names.test(mutation) ? [{ weight, arbitrary }] : [];
    }),
  );
export const act = actOf(/./);

/** Some that get into each other's way: on the same row of a table, where they are on any. */
export const several = fc
  .oneof(
    ...[/Key|Token|Permissions|Allowlist/, /Throttle|Limit|Rule/, /Member|Invit|Role|Key/, /./].map((names) =>
      fc.array(actOf(names), { minLength: 2, maxLength: 3, size: "max" }),
    ),
  )
  .map((acts) => {
    const target = acts[0]?.input.id;
    for (const { input } of acts) if (target && input.id?.table === target.table) input.id = target;
    return acts;
  });

/** What an input is at this moment. */
export function fill(state: State, input: Input): Input {
  const filled = JSON.parse(JSON.stringify(input), (_, value) => {
    if (typeof value !== "object" || value === null) return value;
    if ("after" in value) return new Date(state.now + value.after).toISOString();
    return "table" in value ? idIn(state, value) : value;
  });
  const target = [...state.keys, ...state.requests].find(({ id }) => id === filled.id) ?? state.rule;
  const { expectedVersion: version } = filled;
  return version ? { ...filled, expectedVersion: target.version + version.beside } : filled;
}

const PREFIXES: Record<string, string> = { keys: "key", requests: "req", members: "mem", users: "usr" };

/** The newest rows are asked for most, and sometimes one that is none. */
function idIn(state: State, { table, row }: { table: string; row: number }): string {
  const rows = state[table as "keys"].slice(row % 4 === 3 ? 0 : -6);
  const [found] = row % 10 === 9 ? [] : rows.slice(row % Math.max(1, rows.length));
  return found?.id || `${PREFIXES[table] ?? "grt"}_${"0".repeat(24)}`;
}
