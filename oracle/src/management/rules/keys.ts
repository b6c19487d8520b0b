import { once } from "./idempotency.js";
import { forbidden, notFound, refuseIfAny, unless, wrong } from "./refusal.js";
import { ACCESS_CONTROL, accountById, accountNamed, partIn } from "./standing.js";
import type { ApiKey, Input, Mutation, Part, State, Token, Who } from "./state.js";
import { checkLine, checkText, moment } from "./texts.js";

const TRUSTED: Part[] = ["OWNER", "ADMIN"];
const DELETING: Part[] = [...TRUSTED, "KEY"];
const CHANGING: Part[] = [...DELETING, "DEVELOPER"];
const LONGEST_GRACE = 2_592_000;
const USUAL_GRACE = 172_800;

/** Spellings of networks that may be written, and how they come back. */
export const NETWORKS = new Map([
  ["203.0.113.0/24", "203.0.113.0/24"],
  ["203.0.113.7", "203.0.113.7/32"],
  ["198.51.100.0/24", "198.51.100.0/24"],
  ["198.51.100.7/32", "198.51.100.7/32"],
  ["::ffff:198.51.100.0/120", "198.51.100.0/24"],
  ["2001:DB8:1::/48", "2001:db8:1::/48"],
  ["0.0.0.0/0", "0.0.0.0/0"],
  ["::/0", "::/0"],
]);

export const managesKeys = ({ permissions }: ApiKey) =>
  permissions.some((code) => ACCESS_CONTROL.includes(code));

/** The token that works without an end, and the old one in its grace period. */
export function tokensNow({ now }: State, { tokens }: ApiKey) {
  const working = tokens.filter(({ ended, retiresAt }) => !ended && (retiresAt === null || now < retiresAt));
  const active = working.find(({ retiresAt }) => retiresAt === null);
  return { active, retiring: working.find((token) => token !== active) };
}

const createApiKey: Mutation = (state, who, input) => {
  const { account, part } = accountNamed(state, who, input);
  if (!CHANGING.includes(part)) throw forbidden(account.id);
  const remember = once(state, who, account.id, "createApiKey", input);
  const { permissions, allowlist, holderId = null, labels } = input;
  const granted = checkPermissions(state, part, permissions ?? { scope: "ALL_APIS" }, []);
  const network = checkNetwork(allowlist ?? { scope: "ANY_ADDRESS" });
  refuseIfAny([...checkWords(input), ...granted.errors, ...network.errors], account.id);
  requireHolder(state, account.id, holderId);
  const key: ApiKey = {
    id: "",
    key: "",
    account: account.id,
    createdAt: state.now,
    createdBy: who.user?.id ?? null,
    name: input.name,
    note: input.note || null,
    environment: input.environment ?? "PRODUCTION",
    labels: [...new Set<string>(labels)],
    holder: holderId,
    expiresAt: moment(input.expiresAt),
    accessScope: permissions?.scope ?? "ALL_APIS",
    permissions: granted.codes,
    addressScope: allowlist?.scope ?? "ANY_ADDRESS",
    allowlist: network.entries,
    disabled: false,
    deleted: false,
    version: 1,
    tokens: [],
    regeneratedBy: [],
  };
  requireFreeName(state, key, input.name);
  const token = addToken(state, key);
  state.keys.push(key);
  remember(key);
  return {
    account: account.id,
    action: "apiKey.created",
    subject: key,
    about: key.name,
    followed: true,
    token,
  };
};

const updateApiKey = changing("apiKey.updated", CHANGING, (state, key, input) => {
  refuseIfAny(checkWords(input));
  requireHolder(state, key.account, input.holderId ?? null);
  return () => {
    const { name = key.name, note = key.note, environment = key.environment } = input;
    const { labels = key.labels, holderId = key.holder, expiresAt } = input;
    requireFreeName(state, key, name);
    Object.assign(key, {
      name,
      note: note || null,
      environment: environment ?? "PRODUCTION",
      holder: holderId,
    });
    Object.assign(key, { labels: [...new Set<string>(labels)] });
    if (expiresAt !== undefined) key.expiresAt = moment(expiresAt);
  };
});

const switching = (disabled: boolean) => (_state: State, key: ApiKey) => () =>
  void Object.assign(key, { disabled });
const enableApiKey = changing("apiKey.enabled", CHANGING, switching(false));
const disableApiKey = changing("apiKey.disabled", CHANGING, switching(true));

const deleteApiKey = changing("apiKey.deleted", DELETING, (_state, key) => () => {
  Object.assign(key, { deleted: true, permissions: [], allowlist: [] });
  for (const token of key.tokens) token.ended = true;
});

const setPermissions = changing("permissions.set", CHANGING, (state, key, { permissions }, { part }) => {
  const { codes, errors } = checkPermissions(state, part, permissions, key.permissions);
  refuseIfAny(errors, key.account);
  return () => void Object.assign(key, { accessScope: permissions.scope, permissions: codes });
});

const setAllowlist = changing("allowlist.set", CHANGING, (_state, key, { allowlist }) => {
  const { entries, errors } = checkNetwork(allowlist);
  refuseIfAny(errors);
  return () => void Object.assign(key, { addressScope: allowlist.scope, allowlist: entries });
});

const deleteRetiringToken = changing("token.deleted", CHANGING, (state, key) => () => {
  const { retiring } = tokensNow(state, key);
  refuseIfAny(unless(retiring !== undefined, "NO_RETIRING_TOKEN"));
  if (retiring) retiring.ended = true;
});

const regenerateToken = changing("token.regenerated", CHANGING, (state, key, input, { who }) => {
  const remember = once(state, who, key.account, "regenerateToken", input);
  const { endPreviousGrace, replaceActive } = input;
  const grace = input.gracePeriodSeconds ?? USUAL_GRACE;
  refuseIfAny([
    ...unless(grace >= 0 && grace <= LONGEST_GRACE, "INVALID", "gracePeriodSeconds"),
    ...unless(!(endPreviousGrace && replaceActive), "INVALID", "replaceActive"),
  ]);
  return () => {
    const { active, retiring } = tokensNow(state, key);
    refuseIfAny(unless(!retiring || endPreviousGrace || replaceActive, "GRACE_PERIOD_OPEN"));
    // Never three that work, whatever other servers' clocks say.
    const kept = replaceActive ? (retiring ?? active) : active;
    for (const token of key.tokens) token.ended ||= token !== kept;
    if (kept && kept === active)
      Object.assign(kept, { retiresAt: state.now + grace * 1000, ended: grace === 0 });
    if (who.user) key.regeneratedBy.push(who.user.id);
    remember(key);
    return addToken(state, key);
  };
});

/** What a key may do to itself, though it can manage keys. */
const TO_ITSELF = ["token.regenerated", "token.deleted"];

/**
 * A change of one key: account, role, idempotency, input, version, state.
 * @param allowed who may change a key that can't manage keys
 * @param judge judges idempotency and input; gives what judges the state, and then changes it
 */
function changing(
  action: string,
  allowed: Part[],
  judge: (state: State, key: ApiKey, input: Input, by: { part: Part; who: Who }) => () => Token | undefined,
): Mutation {
  return (state, who, input) => {
    const key = state.keys.find(({ id, deleted }) => id === input.id && !deleted);
    if (!key) throw notFound();
    const part = partIn(state, who, accountById(state, key.account));
    const may = allowed.includes(part) && (!managesKeys(key) || TRUSTED.includes(part));
    if (!may && !(who.key === key && TO_ITSELF.includes(action))) throw forbidden(key.account);
    const apply = judge(state, key, input, { part, who });
    requireVersion(key, input);
    const about = key.name;
    const token = apply() ?? null;
    key.version += 1;
    return { account: key.account, action, subject: key, about, followed: true, token };
  };
}

export function requireVersion({ version }: { version: number }, { expectedVersion }: Input): void {
  refuseIfAny(unless((expectedVersion ?? version) === version, "STALE_VERSION", "expectedVersion"));
}

function addToken(state: State, key: ApiKey): Token {
  const token = { text: "", createdAt: state.now, retiresAt: null, ended: false };
  key.tokens.push(token);
  return token;
}

function requireFreeName(state: State, key: ApiKey, name: string): void {
  const others = state.keys.filter(
    (other) => other !== key && !other.deleted && other.account === key.account,
  );
  refuseIfAny(unless(!others.some((other) => other.name === name), "TAKEN", "name"));
}

function requireHolder(state: State, account: string, holder: string | null): void {
  const isMember = state.members.some((one) => one.account === account && one.user === holder);
  if (holder !== null && !isMember) throw notFound();
}

function checkWords({ name, note, labels }: Input): string[] {
  const wrongLabels = (labels ?? []).flatMap((label: string, at: number) =>
    checkLine(label, 50, "labels", at),
  );
  return [
    ...(name === undefined ? [] : checkLine(name, 100, "name")),
    ...checkText(note, 500, "note"),
    ...(labels?.length > 20 ? [wrong("LIMIT_REACHED", "labels")] : wrongLabels),
  ];
}

/** @param held what may be sent again, whatever the catalogue has now */
function checkPermissions(
  { apis, operations }: State,
  part: Part,
  { scope, codes: given }: Input,
  held: string[],
) {
  const asked: string[] = given ?? [];
  const codes = [...new Set(asked)].sort();
  const listed = apis.filter(({ retired }) => !retired).map(({ code }) => code);
  const known = [...ACCESS_CONTROL, ...listed, ...operations, ...held];
  const found = {
    UNKNOWN_PERMISSION: codes.filter((code) => !known.includes(code)),
    INVALID: codes.filter((code) => scope === "ALL_APIS" && !ACCESS_CONTROL.includes(code)),
    NOT_GRANTABLE: codes.filter((code) => !TRUSTED.includes(part) && ACCESS_CONTROL.includes(code)),
  };
  // Only the first kind is told.
  const [error, them] = Object.entries(found).find(([, some]) => some.length > 0) ?? ["", []];
  return { codes, errors: them.map((code) => wrong(error, "permissions", "codes", asked.indexOf(code))) };
}

function checkNetwork({ scope, entries: given }: Input) {
  const asked: { cidr: string; note?: string | null }[] = given ?? [];
  const entries = asked.map(({ cidr, note }) => ({ cidr: NETWORKS.get(cidr) ?? "", note: note || null }));
  if (scope === "ANY_ADDRESS")
    return { entries, errors: unless(asked.length === 0, "INVALID", "allowlist", "entries") };
  const errors = entries.flatMap(({ cidr }, at) => {
    const isSecond = entries.findIndex((entry) => entry.cidr === cidr) < at;
    const code = cidr === "" ? "INVALID_CIDR" : "DUPLICATE_CIDR";
    const path = ["allowlist", "entries", at];
    return [
      ...unless(cidr !== "" && !isSecond, code, ...path, "cidr"),
      ...checkText(asked[at]?.note, 500, ...path, "note"),
    ];
  });
  return { entries, errors };
}

export const KEY_MUTATIONS: Record<string, Mutation> = {
  createApiKey,
  updateApiKey,
  enableApiKey,
  disableApiKey,
  deleteApiKey,
  setPermissions,
  setAllowlist,
  deleteRetiringToken,
  regenerateToken,
};
