import { createHash, timingSafeEqual } from "node:crypto";
import { compileAllowlist } from "../allowlist/allowlist.js";
import { type Catalogue, compileCatalogue } from "../catalogue/catalogue.js";
import type { AccessRequest } from "../decision.js";
import { createToken } from "../keys/token.js";
import { type AccessScope, compilePermissions } from "../permissions/permissions.js";
import type { AccountRule, KeyRule, LimitRule, Primitives, Rules, TokenRule } from "../rules.js";
import { Span } from "../span.js";

/** 2026-01-01T00:00:00Z */
export const NOW = 1_767_225_600_000;

export const primitives: Primitives = {
  sha256: (text) => createHash("sha256").update(text.view()).digest(),
  equal: timingSafeEqual,
};

const catalogue: Catalogue = compileCatalogue([
  { code: "voice.calls.list", api: "voice", method: "GET", path: "/v1/Accounts/{sid}/Calls" },
  { code: "voice.calls.get", api: "voice", method: "GET", path: "/v1/Accounts/{sid}/Calls/{call_sid}" },
  { code: "sms.send", api: "sms", method: "POST", path: "/v1/Accounts/{sid}/Sms/send" },
  { code: "links.list", api: "links", method: "GET", path: "/v2/links" },
]);

/** A token whose random part is this one character, over and over. */
function tokenOf(character: string): string {
  return createToken((length) => new Uint8Array(length).fill(character.charCodeAt(0) - 0x61 + 36));
}

export const KEY = "lk_00000000000000000000";
export const TOKEN = tokenOf("a");
export const OLD_TOKEN = tokenOf("b");
export const OTHER_TOKEN = tokenOf("c");

export function token(text: string, change: Partial<TokenRule> = {}): TokenRule {
  return {
    id: `token-${text.slice(4, 8)}`,
    hash: primitives.sha256(Span.of(text)),
    retiresAt: null,
    deleted: false,
    ...change,
  };
}

const ACCOUNT: AccountRule = { id: "account-1", number: 0, sid: "demo", suspended: false };

export function keyRule(change: Partial<KeyRule> = {}): KeyRule {
  return {
    id: "key-1",
    key: KEY,
    account: ACCOUNT,
    disabled: false,
    expiresAt: null,
    tokens: [token(TOKEN)],
    permissions: permissions("ALL_APIS"),
    allowlist: { ranges: null },
    broken: false,
    tokensBroken: false,
    ...change,
  };
}

export function permissions(scope: AccessScope, ...codes: string[]) {
  return compilePermissions(scope, codes, catalogue);
}

export function allowlist(...cidrs: string[]) {
  const compiled = compileAllowlist("ALLOWLIST_ONLY", cidrs);
  if (compiled === null) throw new Error("a bad entry");
  return compiled;
}

interface World {
  keys: KeyRule[];
  account: AccountRule | undefined;
  limit: LimitRule | undefined;
}

/** Rules of one account, `demo`, with one key, except for what is given. */
export function rulesWith(world: Partial<World> = {}): Rules {
  const account = "account" in world ? world.account : ACCOUNT;
  const keys = (world.keys ?? [keyRule()]).map((key) => ({ ...key, account }));
  const limit = "limit" in world ? world.limit : { limit: 3, windowSeconds: 60 };
  const findKey = (key: Span) => keys.find((rule) => key.equals(rule.key));
  return {
    findKey,
    seekKey: (key) => {
      const found = findKey(key);
      return { known: Number(found !== undefined), key: found ?? keyRule() };
    },
    catalogue,
    findLimit: () => limit,
  };
}

export function basic(key: string, text: string): string {
  return `Basic ${Buffer.from(`${key}:${text}`).toString("base64")}`;
}

/** A request that `rulesWith()` allows, except for what is given. */
export function request(change: Partial<AccessRequest> = {}): AccessRequest {
  return {
    authorization: basic(KEY, TOKEN),
    method: "GET",
    path: "/v1/Accounts/demo/Calls",
    clientAddress: "203.0.113.7",
    ...change,
  };
}
