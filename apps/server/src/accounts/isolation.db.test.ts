import { getNamedType, isObjectType } from "graphql";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { buildApiSchema } from "../graphql/schema.js";
import { createWorld, type Reply, type World } from "../graphql/testing/world.js";
import { Denial } from "../usage/denial.entity.js";
import { Role } from "./member.entity.js";
import { Subjects } from "./testing/acts.js";
import { type NamingPlace, namingPlacesOf } from "./testing/named.js";

const RANDOM = "key_00000000000000000000000a";

let world: World;
let subjects: Subjects;
/** Of another account, of every kind that has an id. */
let foreign: string[];
beforeAll(async () => {
  world = await createWorld();
  subjects = new Subjects(world);
  const { apiKey } = await world.act("stranger", "createApiKey", { name: "theirs" });
  const asked = { api: "sms", limit: 300, reason: "Diwali" };
  const { throttleRequest } = await world.act("stranger", "requestThrottleLimit", asked);
  const { invitation } = await world.act("stranger", "inviteMember", {
    email: "x@example.com",
    role: "VIEWER",
  });
  const { data } = await world.ask(
    "stranger",
    "{ account { members { id user { id } } auditEvents { nodes { id } } } }",
  );
  const [member] = data.account.members;
  const event = data.account.auditEvents.nodes[0];
  const found = [
    apiKey,
    apiKey.tokens[0],
    throttleRequest,
    invitation,
    world.beta,
    { id: await subjects.newSession("stranger") },
    member,
    member.user,
    event,
  ];
  foreign = [...found.map(({ id }) => id), await newDeniedCall(apiKey.id)];
});
afterAll(() => world.close());

/** With a key. @returns the request id by which it is named */
async function newDeniedCall(apiKeyId: string): Promise<string> {
  const requestId = `request-of-${apiKeyId}`;
  const call = { method: "GET", path: "/", address: null, operation: null };
  const row = { id: apiKeyId, apiKeyId, requestId, at: new Date(0), reason: "UNKNOWN_API", ...call };
  await world.database.write((manager) => manager.insert(Denial, row));
  return requestId;
}

const STALE = { expectedVersion: 99 };

/**
 * Every place where the API takes an id or a sid, with what else is sent there. That is wrong where it can be: to whom something belongs
 * must be judged before what is asked of it.
 */
const PLACES: Record<string, object> = {
  "Account.apiKey(id)": {},
  "Account.deniedCall(requestId)": {},
  "Mutation.approveThrottleRequest(input.id)": { grantedLimit: 0 },
  "Mutation.createApiKey(input.accountSid)": { name: "" },
  "Mutation.createApiKey(input.holderId)": { name: "new" },
  "Mutation.declineThrottleRequest(input.id)": { note: "" },
  "Mutation.deleteApiKey(input.id)": STALE,
  "Mutation.deleteRetiringToken(input.id)": STALE,
  "Mutation.disableApiKey(input.id)": STALE,
  "Mutation.enableApiKey(input.id)": STALE,
  "Mutation.endMySessions(input.id)": {},
  "Mutation.endThrottleGrant(input.accountSid)": { api: "" },
  "Mutation.inviteMember(input.accountSid)": { email: "", role: "OWNER" },
  "Mutation.regenerateToken(input.id)": { gracePeriodSeconds: -1 },
  "Mutation.removeMember(input.id)": {},
  "Mutation.renameAccount(input.accountSid)": { name: "" },
  "Mutation.requestThrottleLimit(input.accountSid)": { api: "", limit: 0, reason: "" },
  "Mutation.setAccountSuspended(input.accountSid)": { suspended: true, reason: "" },
  "Mutation.setAllowlist(input.id)": {
    allowlist: { scope: "ALLOWLIST_ONLY", entries: [{ cidr: "x" }] },
  },
  "Mutation.setMemberRole(input.id)": { role: "OWNER", expectedRole: "ADMIN" },
  "Mutation.setMyNotifications(input.accountSid)": { settings: [{ kind: "REQUESTS", wanted: true }] },
  "Mutation.setPermissions(input.id)": { permissions: { scope: "ALL_APIS", codes: ["sms"] } },
  "Mutation.updateApiKey(input.holderId)": {},
  "Mutation.updateApiKey(input.id)": { name: "" },
  "Mutation.withdrawInvitation(input.id)": {},
  "Mutation.withdrawThrottleRequest(input.id)": STALE,
  "Query.account(sid)": {},
  "Query.myNotifications(accountSid)": {},
  "Query.node(id)": {},
  "Query.previewAccessChange(input.apiKeyId)": { days: 0 },
  "Query.simulateAccess(input.apiKeyId)": { method: "", path: "" },
};

/** What is only compared with something of an account that is named beside it: whose else it may be makes no difference. */
const COMPARED = [
  "Account.apiKeys(knownTo)",
  "Account.auditEvents(actorId)",
  "Account.auditEvents(subjectId)",
  "Mutation.endThrottleGrant(input.grantId)",
];

/** What a new account is to be called: for operators alone, who read all accounts, as roles.db.test.ts has it. */
const TO_BE_MADE = ["Mutation.createAccount(input.sid)"];

/** What gives null where nothing is found. */
const LOOK_UPS = ["Account.apiKey(id)", "Account.deniedCall(requestId)", "Query.node(id)"];

/** Where keys are refused, whatever they name: they have nothing of the kind. */
const FOR_PEOPLE = ["Mutation.endMySessions(input.id)"];

/** What names nothing of an account: for everybody, or for operators alone, as roles.db.test.ts has it. */
const NAMELESS = [
  "Mutation.createAccount",
  "Mutation.setApiDefaultLimit",
  "Mutation.setAutoApprovalRule",
  "Mutation.setMyName",
  "Query.accounts",
  "Query.apis",
  "Query.auditEvents",
  "Query.autoApprovalRule",
  "Query.gateways",
  "Query.installation",
  "Query.throttleRequests",
  "Query.viewer",
];

const schema = buildApiSchema();
const all = namingPlacesOf(schema);
const places = all.filter(({ name }) => ![...COMPARED, ...TO_BE_MADE].includes(name));

/** Who of alpha asks. */
type Asker = Role.OWNER | "writing key";

/** Asks with `value` for the name. */
async function askAt(
  { name, parent, field, argument, path }: NamingPlace,
  value: string,
  who: Asker = Role.OWNER,
): Promise<Reply> {
  const [, inner] = path;
  const type = getNamedType(field.type);
  const hasErrors = isObjectType(type) && "errors" in type.getFields();
  const call = `${field.name}(${argument.name}: $value) { ${hasErrors ? "errors { code }" : "__typename"} }`;
  const operation = parent === "Mutation" ? "mutation" : "query";
  const selection = parent === "Account" ? `account { ${call} }` : call;
  const key = name === "Mutation.updateApiKey(input.holderId)" ? { id: await subjects.newKey() } : {};
  const rest = PLACES[name];
  return world.ask(who, `${operation} ($value: ${argument.type}) { ${selection} }`, {
    value: inner === undefined ? value : { ...key, ...rest, [inner]: value },
  });
}

/** What alpha's owner may name there. */
async function ownAt({ name, path }: NamingPlace): Promise<string> {
  if (/sid$/i.test(path.at(-1) ?? "")) return "alpha";
  if (path.at(-1) === "holderId") return world.users.get(Role.DEVELOPER)?.id ?? "";
  if (name === "Account.deniedCall(requestId)") return newDeniedCall(await subjects.newKey());
  if (/Sessions\(/.test(name)) return subjects.newSession();
  if (/Invitation\(/.test(name)) return subjects.newInvitation();
  if (/Member(Role)?\(/.test(name)) return subjects.newMember();
  return /ThrottleRequest\(/.test(name) ? subjects.newRequest() : subjects.newKey();
}

it("knows every place where the API takes an id or a sid, and every operation that takes none", () => {
  expect(all.map(({ name }) => name).sort()).toEqual(
    [...Object.keys(PLACES), ...COMPARED, ...TO_BE_MADE].sort(),
  );
  const operations = [schema.getMutationType(), schema.getQueryType()].flatMap((type) =>
    Object.keys(type?.getFields() ?? {}).map((field) => `${type?.name}.${field}`),
  );
  const isNamed = (operation: string) => places.some(({ name }) => name.startsWith(`${operation}(`));
  expect(operations.filter((operation) => !isNamed(operation)).sort()).toEqual(NAMELESS);
});

describe.each(places)("$name", (place) => {
  // A key may ask so many times a minute.
  beforeEach(() => {
    world.clock.at += 60_000;
  });

  it.each<Asker>([Role.OWNER, "writing key"])(
    "answers %s what is of another account exactly as what is of nobody, whatever else is wrong",
    async (who) => {
      const own = await ownAt(place);
      const nobodys = await askAt(place, RANDOM, who);
      const nothing = { data: expect.anything(), errors: [] };
      const isLookUp = LOOK_UPS.includes(place.name);
      const code = who === "writing key" && FOR_PEOPLE.includes(place.name) ? "FORBIDDEN" : "NOT_FOUND";
      expect(nobodys).toMatchObject(isLookUp ? nothing : { errors: [{ extensions: { code } }] });
      if (isLookUp) expect(JSON.stringify(nobodys.data)).toMatch(/:null\}+$/);
      const others = [...foreign, "beta", "gamma", "ALPHA", "", "key_", "x".repeat(5_000)];
      const nearly = [`${own} `, `${own}  `, ` ${own}`, `${own}\u0003`, own.toUpperCase()];
      for (const value of [...others, ...nearly]) expect(await askAt(place, value, who)).toEqual(nobodys);
    },
  );

  it("answers what is one's own in another way", async () => {
    const own = await ownAt(place);
    expect(await askAt(place, own)).not.toEqual(await askAt(place, RANDOM));
  });
});

describe("node", () => {
  it("finds an account and a key by their ids", async () => {
    const { apiKey } = await world.act(Role.OWNER, "createApiKey", { name: "mine" });
    const query =
      "query ($id: ID!) { node(id: $id) { __typename ... on Account { sid } ... on ApiKey { name } } }";
    const find = async (id: string) => (await world.ask(Role.VIEWER, query, { id })).data.node;
    expect(await find(world.alpha.id)).toEqual({ __typename: "Account", sid: "alpha" });
    expect(await find(apiKey.id)).toEqual({ __typename: "ApiKey", name: "mine" });
    await world.act(Role.OWNER, "deleteApiKey", { id: apiKey.id }, "errors { code }");
    expect(await find(apiKey.id)).toBeNull();
  });
});

describe("an operator", () => {
  it("reads every account, with no role in it", async () => {
    const { data } = await world.ask(
      "operator",
      '{ account(sid: "beta") { viewerRole apiKeys { nodes { name } } } }',
    );
    expect(data.account).toEqual({ viewerRole: null, apiKeys: { nodes: [{ name: "theirs" }] } });
  });

  it("is called Operator by customers, and has no e-mail for them", async () => {
    const { User } = await import("../identity/user.entity.js");
    const { nameOf, emailOf } = await import("../identity/user.service.js");
    const operator = await world.database.reader.manager.findOneByOrFail(User, {
      id: world.users.get("operator")?.id ?? "",
    });
    const seenBy = async (who: "operator" | Role) => [
      await nameOf(world.contextOf(who), operator),
      await emailOf(world.contextOf(who), operator),
    ];
    expect(await seenBy(Role.OWNER)).toEqual(["Operator", null]);
    expect(await seenBy("operator")).toEqual(["The operator", "operator@example.com"]);
  });
});
