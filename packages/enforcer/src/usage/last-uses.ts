import type { Database } from "../sql/database.js";
import { upsert } from "../sql/upsert.js";
import { type Batch, batches } from "./batch.js";
import { Tally } from "./tally.js";

/** A row of last_use: the last use of a token, which was right, whatever was decided then. */
interface LastUse {
  tokenId: string;
  apiKeyId: string;
  /** Epoch milliseconds. */
  at: number;
  address: string | null;
  /** Code of the operation; null where the call was denied before its path was matched. */
  operation: string | null;
}

const TARGET = {
  table: "last_use",
  key: ["tokenId"],
  merge: { apiKeyId: "set", address: "newest", operation: "newest", at: "max" },
} as const;

const MOST_TOKENS = 100_000;

/** When, from where and for what each token was last used. */
export class LastUses {
  private readonly tally = new Tally<LastUse>(MOST_TOKENS, (into, from) => {
    if (from.at < into.at) return;
    into.at = from.at;
    into.address = from.address;
    into.operation = from.operation;
  });

  add(use: LastUse): void {
    this.tally.add(use.tokenId, use);
  }

  batches(dialect: Database["dialect"]): Batch[] {
    const rows = this.tally.take().map(([, use]) => use);
    return batches(
      rows,
      (part) => upsert(dialect, TARGET, part),
      (use) => this.add(use),
    );
  }
}
