import {
  type CompiledAllowlist,
  type CompiledPermissions,
  compileAllowlist,
  type KeyRule,
  type TokenRule,
} from "@latchkey/enforcement";
import type { Row } from "../sql/database.js";
import { BrokenRow, flag, oneOf, optionalInstant, text } from "./columns.js";
import type { PermissionSet, PermissionSets } from "./permission-sets.js";
import type { Problems } from "./problems.js";

/** An api_key row with the rows that hang on it. */
export interface KeyRows {
  key: Row;
  tokens: readonly Row[];
  permissions: readonly Row[];
  allowlist: readonly Row[];
}

const NOBODY: CompiledAllowlist = { ranges: { v4: new Uint32Array(0), v6: new Uint32Array(0) } };
const HASH = /^[0-9a-f]{64}$/;

class ReplicaKey implements KeyRule {
  constructor(
    readonly id: string,
    readonly key: string,
    readonly accountId: string,
    readonly disabled: boolean,
    readonly expiresAt: number | null,
    readonly tokens: readonly TokenRule[],
    readonly set: PermissionSet,
    readonly allowlist: CompiledAllowlist,
    readonly broken: boolean,
  ) {}

  get permissions(): CompiledPermissions {
    return this.set.compiled;
  }
}

/** All keys that live, by their public key. */
export class Keys {
  private readonly byKey = new Map<string, ReplicaKey>();

  constructor(private readonly sets: PermissionSets) {}

  get size(): number {
    return this.byKey.size;
  }

  find(key: string): KeyRule | undefined {
    return this.byKey.get(key);
  }

  /** Adds, replaces or, when it was deleted, removes a key. A row that cannot be read makes the key broken. */
  apply(rows: KeyRows, problems: Problems): void {
    const { id, key } = rows.key;
    if (typeof id !== "string" || typeof key !== "string" || key === "") {
      problems.report("api_key", id, "id or key is not text");
      this.removeById(id);
    } else if (rows.key.deletedAt !== null && rows.key.deletedAt !== undefined) {
      this.byKey.delete(key);
    } else {
      const rule = problems.attempt("api_key", id, () => this.read(rows, id, key));
      this.byKey.set(key, rule ?? this.brokenKey(id, key));
    }
  }

  sweep(): void {
    this.sets.sweep(() => Array.from(this.byKey.values(), (key) => key.set));
  }

  private read(rows: KeyRows, id: string, key: string): ReplicaKey {
    const { key: row } = rows;
    const codes = rows.permissions.map((permission) => text(permission, "code"));
    const cidrs = rows.allowlist.map((entry) => text(entry, "cidr"));
    const scope = oneOf(row, "accessScope", ["ALL_APIS", "SELECTED_APIS"]);
    const allowlist = compileAllowlist(oneOf(row, "addressScope", ["ANY_ADDRESS", "ALLOWLIST_ONLY"]), cidrs);
    if (allowlist === null) throw new BrokenRow("an allowlist entry is not a CIDR range");
    return new ReplicaKey(
      id,
      key,
      text(row, "accountId"),
      flag(row, "disabled"),
      optionalInstant(row, "expiresAt"),
      readTokens(rows.tokens),
      this.sets.get(scope, codes),
      allowlist,
      false,
    );
  }

  private brokenKey(id: string, key: string): ReplicaKey {
    return new ReplicaKey(id, key, "", false, null, [], this.sets.get("SELECTED_APIS", []), NOBODY, true);
  }

  /** Slow, but such a row is rare, and the rules that it had must not stay in force. */
  private removeById(id: unknown): void {
    for (const [key, rule] of this.byKey) if (rule.id === id) this.byKey.delete(key);
  }
}

/** The ACTIVE token, and of the others the one that works longest. */
function readTokens(rows: readonly Row[]): TokenRule[] {
  const tokens = rows.map(readToken);
  return tokens.sort((a, b) => worksUntil(b) - worksUntil(a)).slice(0, 2);
}

function readToken(row: Row): TokenRule {
  oneOf(row, "hashScheme", ["sha256"]);
  const hash = text(row, "hash");
  if (!HASH.test(hash)) throw new BrokenRow("a token's hash is not hexadecimal SHA-256");
  const deleted = optionalInstant(row, "deletedAt") !== null;
  return { id: text(row, "id"), hash, retiresAt: optionalInstant(row, "retiresAt"), deleted };
}

function worksUntil(token: TokenRule): number {
  if (token.deleted) return -1;
  return token.retiresAt ?? Number.MAX_SAFE_INTEGER;
}
