import fc from "fast-check";
import {
  type GraphQLInputObjectType,
  type GraphQLInputType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
} from "graphql";

// Values drawn from the types of the schema: most are what a caller may well send, some what databases, drivers and parsers stumble over.

/** The id of something that is there when it is sent, by its place among all of its kind; or the cursor of a key. */
export class Ref {
  constructor(
    readonly kind: string,
    readonly place: number,
  ) {}
}

const any = fc.constantFrom;
const ref = (kind: string) => fc.nat(30).map((place) => new Ref(kind, place));
const numbered = (text: string) => fc.nat(10_000).map((n) => text.replace("#", String(n)));

/** Taken as they are, though case, marks, widths and spaces at an end make no difference to some databases. */
const WORDS = [
  ...["key", "Key", "key ", " key", "ke\u0301y", "k\u00e9y", "\u212aey", "stra\u00dfe", "STRASSE"],
  ...["\u0130stanbul", "istanbul", "\u03a3\u03af\u03c3\u03c5\u03c6\u03bf\u03c2", "\ud83d\udd11 \ud835\udcb3"],
  ...["100%_[a-z]*?!\\", "=1+1", "'\"`;--", "__proto__", "constructor", "null", "lkt_abcd", "0", "1e5"],
  ...["\u0e01\u0e33", "\u3042\u30a2\uff71", "a\u0300\u0301\u0302\u0303", "\u{10ffff}", "\uffff\ufffe"],
];
const WRONG_TEXTS = [
  ...[
    "",
    " ",
    "\0",
    "key\0",
    "\ud800",
    "key\udc00",
    "\u202egnp",
    "\u200b",
    "\ufeff",
    "key\u0003",
    "key \u0003",
  ],
  ...["\u001b[31mred", "two\r\nlines", "two\u2028lines", "\u2800", "' OR '1'='1", '"}}]}', "..\\../etc"],
  ...["x".repeat(101), "\ud83d\udd11".repeat(101), "y".repeat(20_000), "a@b", "a@b.com\nBcc: c@d.com"],
  ...["\u212ay@example.com", `${"a".repeat(250)}@b.com`, "10.0.0.1/8", "010.0.0.1", "fe80::1%eth0", "::/129"],
];
const WRONG_NUMBERS = [
  ...[0, -0, -1, 1_000_001, 2_592_001, 2 ** 31 - 1, 2 ** 31, -(2 ** 31) - 1, 2 ** 53, 1e308, 0.5, 5e-324],
  // As JSON has it that says 1e400.
  Number.POSITIVE_INFINITY,
];
const MOMENTS = [
  ...["2026-06-01T00:00:00Z", "2026-12-31T23:59:59.9999999+14:00", "2027-01-01t00:00:00.123z"],
  ...["9999-12-31T23:59:59.999Z", "2028-02-29T12:00:00-23:59"],
];
const WRONG_MOMENTS = [
  ...["0000-01-01T00:00:00Z", "1969-12-31T23:59:59.999Z", "9999-12-31T23:59:59.999-00:01"],
  ...[
    "+275760-09-13T00:00:00.000Z",
    "-000001-01-01T00:00:00Z",
    "2026-06-30T23:59:60Z",
    "2026-02-30T00:00:00Z",
  ],
  ...["2026-06-01T24:00:00Z", "2026-06-01T00:00:00+24:00", "2026-06-01 00:00:00Z", "2026-06-01T00:00:00", ""],
];
const WRONG_KINDS = [null, true, 1, "1", [], {}, [null], JSON.parse('{"__proto__": {"name": "x"}}'), [["x"]]];

const KINDS = [
  "api_key",
  "throttle_request",
  "member",
  "invitation",
  "user",
  "account",
  "throttle_grant",
  "token",
];
const anyRef = fc.oneof(...KINDS.map(ref));
const words = fc.oneof(any(...WORDS), numbered("key #"));
const text = fc.oneof(words, any("two\r\nlines", "\ttab", "", "z".repeat(500)));
const email = fc.oneof(
  any("asha@example.com", " Asha@Example.com ", "a+b'c@example.com"),
  numbered("asha#@example.com"),
);

/** What a caller may well send where something is called so. */
const SENSIBLE: Record<string, fc.Arbitrary<unknown>> = {
  ...{ note: text, reason: fc.oneof(words, any("two\nlines")), email, ownerEmail: email },
  sid: fc.oneof(any("alpha", "Alpha", "beta "), numbered("new-#")),
  accountSid: any(...Array(12).fill("alpha"), "beta", "ALPHA", "alpha\0", "alpha "),
  api: any("sms", "voice", "sms", "SMS", "access-control"),
  codes: any("sms", "sms.send", "voice", "voice.calls.list", "access-control", "access-control.read"),
  cidr: any("10.0.0.0/8", "203.0.113.7", "2001:db8::/32", "0.0.0.0/0", "::/0", "255.255.255.255/32"),
  idempotencyKey: any(
    "idempotency-key-1",
    "idempotency-key-1 ",
    "Idempotency-key-1",
    "\ud83d\udd11".repeat(16),
  ),
  ...{
    holderId: ref("user"),
    knownTo: ref("user"),
    actorId: fc.oneof(ref("user"), words),
    subjectId: anyRef,
  },
  ...{ grantId: ref("throttle_grant"), apiKeyId: ref("api_key"), after: ref("cursor") },
  method: any("GET", "POST", "get", "HEAD", "M-SEARCH"),
  path: any(
    "/v1/Accounts/alpha/sms.send",
    "/v1/Accounts/alpha/sms.list.json?x=1",
    "/v1//x",
    "*",
    "http://a/v1",
  ),
  clientAddress: any("10.1.2.3", "::1", "203.0.113.7:443", "unknown"),
  ...{ limit: any(1, 300, 1_000_000), grantedLimit: any(1, 300, 1_000_000), expectedVersion: any(1, 2, 3) },
  ...{ gracePeriodSeconds: any(0, 1, 172_800, 2_592_000), expectedOperatorLimit: any(1, 300) },
  ...{ upToTimesDefault: any(1, 1.1, 2.000000000000001, 1_000), peakShare: any(0, -0, 1 / 3, 1, 5e-324) },
  ...{ first: any(1, 2, 25, 100), days: any(1, 7, 90), hours: any(1, 24, 720), idleDays: any(1, 3_650) },
};

/** What a mutation's `id` names. */
function subjectOf(mutation: string): string {
  const [kind] = ["Request", "Member", "Invitation", "Sessions"].filter((word) => mutation.includes(word));
  return { Request: "throttle_request", Member: "member", Invitation: "invitation" }[kind ?? ""] ?? "api_key";
}

const OF_TYPE: Record<string, { right: fc.Arbitrary<unknown>; wrong: fc.Arbitrary<unknown> }> = {
  Int: { right: any(0, 1, 100), wrong: any(...WRONG_NUMBERS) },
  Float: { right: any(0, 1, 100), wrong: any(...WRONG_NUMBERS) },
  Boolean: { right: fc.boolean(), wrong: any("true", 0) },
  DateTime: { right: any(...MOMENTS), wrong: any(...WRONG_MOMENTS) },
};
const TEXT = { right: words, wrong: fc.oneof(any(...WRONG_TEXTS), anyRef) };

/** Mostly the one, now and then the other. @param many how often the one comes for each other */
const mostly = (many: number, one: fc.Arbitrary<unknown>, other: fc.Arbitrary<unknown>) =>
  fc.oneof({ weight: many, arbitrary: one }, { weight: 1, arbitrary: other });

/** A value for a place of the schema; undefined: left out. @param field of the query or mutation that it is for */
export function anyValue(type: GraphQLInputType, name: string, field: string): fc.Arbitrary<unknown> {
  if (isNonNullType(type)) return mostly(80, given(type.ofType, name, field), any(null, undefined));
  return fc.oneof(
    given(type, name, field),
    fc.constant(undefined),
    mostly(1, any(null), fc.constant(undefined)),
  );
}

function given(type: GraphQLInputType, name: string, field: string): fc.Arbitrary<unknown> {
  if (isNonNullType(type)) return given(type.ofType, name, field);
  if (isListType(type)) return anyList(given(type.ofType, name, field));
  if (isInputObjectType(type)) return anyObject(type, field);
  if (isEnumType(type))
    return mostly(20, any(...type.getValues().map((one) => one.name)), any<unknown>("NOTHING", "key", 1));
  const { right, wrong } = OF_TYPE[type.name] ?? TEXT;
  const sensible = name === "id" ? ref(subjectOf(field)) : (SENSIBLE[name] ?? right);
  return mostly(14, sensible, mostly(4, wrong, any(...WRONG_KINDS)));
}

function anyList(entry: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const few = fc.array(entry, { maxLength: 4 });
  const twice = few.map((list) => [...list, ...list]);
  const many = fc.tuple(entry, any(20, 21, 1_000, 1_001)).map(([one, times]) => Array(times).fill(one));
  return mostly(12, few, fc.oneof(twice, many, entry));
}

function anyObject(type: GraphQLInputObjectType, field: string): fc.Arbitrary<unknown> {
  const fields = Object.values(type.getFields());
  const object = fc
    .tuple(...fields.map((one) => anyValue(one.type, one.name, field)))
    .map((values) =>
      fields.flatMap(({ name }, at) => (values[at] === undefined ? [] : [[name, values[at]] as const])),
    );
  const strange = any("__proto__", "constructor", "nameX", "").map((name) => [
    [name, "never told again"] as const,
  ]);
  return fc
    .tuple(object, mostly(30, fc.constant([]), strange))
    .map(([known, more]) => Object.fromEntries([...known, ...(more as [])]));
}
