import * as crypto from "node:crypto";
import {
  compileAllowlist,
  compileCatalogue,
  compilePermissions,
  createKey,
  createToken,
  decide,
  type KeyRule,
  type OperationRule,
  type Rules,
  WindowCounter,
} from "@latchkey/enforcement";
import type { Enforcer } from "../enforcer.js";
import { nodePrimitives } from "../primitives.js";
import { basic } from "./seed.js";

const random = (length: number) => crypto.randomBytes(length);
const OPERATIONS: OperationRule[] = [
  { code: "sms.send", api: "sms", method: "POST", path: "/v1/Accounts/{sid}/Sms/send" },
  { code: "voice.calls.list", api: "voice", method: "GET", path: "/v1/Accounts/{sid}/Calls" },
  { code: "contacts.list", api: "contacts", method: "GET", path: "/v2/accounts/{sid}/contacts" },
];

/** Operations for every path of one to six segments, so that each path that is not refused is allowed. */
export const ANY_PATH: readonly OperationRule[] = [1, 2, 3, 4, 5, 6].map((count) => {
  const path = Array.from({ length: count }, (_, at) => `/{p${at}}`).join("");
  return { code: `any.${count}`, api: "any", method: "GET", path };
});

const NOBODY: KeyRule = {
  id: "",
  key: "",
  account: undefined,
  disabled: false,
  expiresAt: null,
  tokens: [],
  permissions: { bits: new Uint32Array(0) },
  allowlist: { ranges: null },
  broken: false,
  tokensBroken: false,
};

export interface TestKey {
  key: string;
  token: string;
  /** An Authorization header. */
  basic: string;
}

export interface TestKeyOptions {
  /** Left out: of our own forms. */
  key?: string;
  token?: string;
  /** Left out: all APIs. */
  codes?: string[];
  /** Left out: any address. */
  cidrs?: string[];
  retired?: boolean;
}

/**
 * An enforcer whose rules are made up in memory: account `demo`, a key of each kind, `limit` calls a minute of each Api, and
 * `operations` beside the usual ones.
 */
export function testEnforcer(limit = 1_000, operations: readonly OperationRule[] = []) {
  const catalogue = compileCatalogue([...OPERATIONS, ...operations]);
  const keys = new Map<string, KeyRule>();
  const account = { id: "a", number: 0, sid: "demo", suspended: false };
  const add = ({
    key = createKey(random),
    token = createToken(random),
    codes,
    cidrs,
    retired = false,
  }: TestKeyOptions = {}): TestKey => {
    const scope = codes ? "SELECTED_APIS" : "ALL_APIS";
    const allowlist = compileAllowlist(cidrs ? "ALLOWLIST_ONLY" : "ANY_ADDRESS", cidrs ?? []);
    if (!allowlist) throw new Error("bad CIDR");
    const hash = crypto.createHash("sha256").update(token).digest();
    keys.set(key, {
      id: key,
      key,
      account,
      disabled: false,
      expiresAt: null,
      tokens: [{ id: "t", hash, retiresAt: retired ? 0 : null, deleted: false }],
      permissions: compilePermissions(scope, codes ?? [], catalogue),
      allowlist,
      broken: false,
      tokensBroken: false,
    });
    return { key, token, basic: basic(key, token) };
  };
  const remove = ({ key }: TestKey) => keys.delete(key);
  const rules: Rules = {
    catalogue,
    findKey: (key) => keys.get(key.toString()),
    seekKey: (key) => {
      const found = keys.get(key.toString());
      return { known: Number(found !== undefined), key: found ?? NOBODY };
    },
    findLimit: () => ({ limit, windowSeconds: 60 }),
  };
  const counter = new WindowCounter();
  const enforcer: Pick<Enforcer, "decide"> = {
    decide: (request) => decide(rules, counter, request, Date.now(), nodePrimitives),
  };
  return {
    enforcer,
    add,
    remove,
    all: add(),
    onlyCalls: add({ codes: ["voice.calls.list"] }),
    onlyFrom203: add({ cidrs: ["203.0.113.0/24"] }),
  };
}
