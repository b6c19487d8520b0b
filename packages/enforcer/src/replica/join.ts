import type { Values } from "../sql/database.js";
import type { KeyRows } from "./keys.js";

const NONE: readonly Values[] = [];

/**
 * Joins keys with their tokens, permissions and allowlist entries in one pass. The keys must be sorted by id, the other rows by the key's id,
 * which is their first column; rows of keys that are not asked for are skipped.
 */
export function* join(
  keys: readonly Values[],
  tokens: readonly Values[],
  permissions: readonly Values[],
  allowlist: readonly Values[],
): Generator<KeyRows> {
  const [ofTokens, ofPermissions, ofAllowlist] = [
    new Walk(tokens),
    new Walk(permissions),
    new Walk(allowlist),
  ];
  for (const key of keys) {
    const id = String(key[0]);
    yield {
      key,
      tokens: ofTokens.of(id),
      permissions: ofPermissions.of(id),
      allowlist: ofAllowlist.of(id),
    };
  }
}

class Walk {
  private next = 0;

  constructor(private readonly rows: readonly Values[]) {}

  /** The rows of this key. Ids must be asked for in ascending order. */
  of(id: string): readonly Values[] {
    const { rows } = this;
    while (this.next < rows.length && this.idAt(this.next) < id) this.next++;
    const start = this.next;
    while (this.next < rows.length && this.idAt(this.next) === id) this.next++;
    return start === this.next ? NONE : rows.slice(start, this.next);
  }

  private idAt(index: number): string {
    return String(this.rows[index]?.[0]);
  }
}
