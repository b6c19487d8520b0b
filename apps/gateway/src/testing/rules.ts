import * as crypto from "node:crypto";
import {
  compileAllowlist,
  compileCatalogue,
  compilePermissions,
  createKey,
  createToken,
  decide,
  type KeyRule,
  type Rules,
  WindowCounter,
} from "@latchkey/enforcement";
import { type Enforcer, nodePrimitives } from "@latchkey/enforcer";

const random = (length: number) => crypto.randomBytes(length);
const catalogue = compileCatalogue([
  { code: "sms.send", api: "sms", method: "POST", path: "/v1/Accounts/{sid}/Sms/send" },
  { code: "voice.calls.list", api: "voice", method: "GET", path: "/v1/Accounts/{sid}/Calls" },
  { code: "contacts.list", api: "contacts", method: "GET", path: "/v2/accounts/{sid}/contacts" },
]);

export interface TestKey {
  key: string;
  token: string;
  /** An Authorization header. */
  basic: string;
}

/** An enforcer whose rules are made up in memory: account `demo`, a key of each kind, `limit` calls a minute of each Api. */
export function testEnforcer(limit = 1_000) {
  const keys = new Map<string, KeyRule>();
  const add = (codes: string[] | null, cidrs: string[] | null): TestKey => {
    const key = createKey(random);
    const token = createToken(random);
    const scope = codes ? "SELECTED_APIS" : "ALL_APIS";
    const allowlist = compileAllowlist(cidrs ? "ALLOWLIST_ONLY" : "ANY_ADDRESS", cidrs ?? []);
    if (!allowlist) throw new Error("bad CIDR");
    const hash = crypto.hash("sha256", token, "hex");
    keys.set(key, {
      id: key,
      key,
      accountId: "a",
      disabled: false,
      expiresAt: null,
      tokens: [{ id: "t", hash, retiresAt: null, deleted: false }],
      permissions: compilePermissions(scope, codes ?? [], catalogue),
      allowlist,
      broken: false,
    });
    return { key, token, basic: `Basic ${Buffer.from(`${key}:${token}`).toString("base64")}` };
  };
  const rules: Rules = {
    catalogue,
    findKey: (key) => keys.get(key),
    findAccount: (id) => (id === "a" ? { id, sid: "demo", suspended: false } : undefined),
    findLimit: () => ({ limit, windowSeconds: 60 }),
  };
  const counter = new WindowCounter();
  const enforcer: Pick<Enforcer, "decide"> = {
    decide: (request) => decide(rules, counter, request, Date.now(), nodePrimitives),
  };
  return {
    enforcer,
    all: add(null, null),
    onlyCalls: add(["voice.calls.list"], null),
    onlyFrom203: add(null, ["203.0.113.0/24"]),
  };
}
