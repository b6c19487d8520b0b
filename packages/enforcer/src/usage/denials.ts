import { randomBytes } from "node:crypto";
import type { DenialReason } from "@latchkey/enforcement";
import type { Database } from "../sql/database.js";
import { upsert } from "../sql/upsert.js";
import { type Batch, batches } from "./batch.js";
import { withoutTokens } from "./without-tokens.js";

interface Denial {
  apiKeyId: string;
  requestId: string;
  /** Epoch milliseconds. */
  at: number;
  reason: DenialReason;
  method: string;
  /** The request target; stored without its query. */
  path: string;
  address: string | null;
  operation: string | null;
}

/** A row of denial. */
interface Stored extends Denial {
  id: string;
}

/** A denial is written again when nobody knows whether it was: its COMMIT was not answered. */
const TARGET = {
  table: "denial",
  key: ["id"],
  merge: {
    apiKeyId: "set",
    requestId: "set",
    at: "set",
    reason: "set",
    method: "set",
    path: "set",
    address: "set",
    operation: "set",
  },
} as const;
/** Denials of one key, in memory and in the database. */
const MOST_EACH = 200;
/** Keys with denials in memory. */
const MOST_KEYS = 500;
/** Keys whose older denials are deleted in one flush. */
const PRUNED_EACH_FLUSH = 20;

/** The newest denials of each key. */
export class Denials {
  private byKey = new Map<string, Stored[]>();
  private readonly toPrune = new Set<string>();
  private readonly processId = randomBytes(6).toString("hex");
  private sequence = 0;

  add(denial: Denial): void {
    const id = `${denial.at.toString(36).padStart(9, "0")}-${this.processId}-${this.sequence++}`;
    const path = toBeRead(denial.path.replace(/\?.*$/s, "")).slice(0, 500);
    this.put({ ...denial, id, path, method: toBeRead(denial.method).slice(0, 32) });
  }

  batches(dialect: Database["dialect"]): Batch[] {
    const rows = [...this.byKey.values()].flat();
    for (const apiKeyId of this.byKey.keys()) this.toPrune.add(apiKeyId);
    this.byKey = new Map();
    return batches(
      rows,
      (part) => upsert(dialect, TARGET, part),
      (denial) => this.put(denial),
    );
  }

  /** Deletes all but the newest 200 denials of some keys that had new ones. Rejects when the database does not answer. */
  async prune(database: Database): Promise<void> {
    for (const apiKeyId of [...this.toPrune].slice(0, PRUNED_EACH_FLUSH)) {
      const [newest] = await database.read(
        `SELECT \`at\`, \`id\` FROM \`denial\` WHERE \`apiKeyId\` = ? ORDER BY \`at\` DESC, \`id\` DESC LIMIT 1 OFFSET ${MOST_EACH}`,
        [apiKeyId],
      );
      if (newest) {
        const values = [apiKeyId, Number(newest.at), Number(newest.at), String(newest.id)];
        const sql = "DELETE FROM `denial` WHERE `apiKeyId` = ? AND (`at` < ? OR (`at` = ? AND `id` <= ?))";
        await database.write([{ sql, values }]);
      }
      this.toPrune.delete(apiKeyId);
    }
  }

  private put(denial: Stored): void {
    const denials = this.byKey.get(denial.apiKeyId);
    if (denials) {
      denials.push(denial);
      if (denials.length > MOST_EACH) denials.shift();
    } else if (this.byKey.size < MOST_KEYS) {
      this.byKey.set(denial.apiKeyId, [denial]);
    }
  }
}

/** What a caller has sent, without tokens, and with a sign for NUL: SQLite's driver ends a text there. */
function toBeRead(sent: string): string {
  return withoutTokens(sent).replaceAll("\0", "\u2400");
}
