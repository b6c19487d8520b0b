import type { Database, Statement } from "../sql/database.js";
import { upsert } from "../sql/upsert.js";
import { type Batch, batches } from "./batch.js";
import { Tally } from "./tally.js";

/** A row of usage_minute: calls of one key in one minute that agree in everything but their number. Text that does not apply is empty. */
export interface Calls {
  apiKeyId: string;
  /** Epoch minutes. */
  minute: number;
  tokenId: string;
  operation: string;
  /** "ALLOWED" or a DenialReason. */
  outcome: string;
  address: string;
  calls: number;
  /** Epoch milliseconds. */
  lastAt: number;
}

const TARGET = {
  table: "usage_minute",
  key: ["apiKeyId", "minute", "tokenId", "operation", "outcome", "address"],
  merge: { calls: "add", lastAt: "max" },
} as const;

/** Statements that write rows, each added to the one that agrees with it. */
export function addCalls(dialect: Database["dialect"], rows: readonly Calls[]): Statement[] {
  return upsert(dialect, TARGET, rows);
}

/** Rows in memory. */
const MOST_ROWS = 100_000;
/** Addresses of one key in one minute. */
const MOST_ADDRESSES = 100;

/** Counts calls per key, minute, token, operation, outcome and address. */
export class CallCounts {
  private readonly tally = new Tally<Calls>(MOST_ROWS, merge);
  /** By token, the row of its newest call: most callers repeat themselves, and making the name of a row costs more than all the rest. */
  private newest = new Map<string, Calls>();
  /** By key, the addresses seen in `addressMinute`. */
  private addresses = new Map<string, Set<string>>();
  private addressMinute = 0;

  /** How many calls were lost since the start because there was no more room. */
  get lost(): number {
    return this.tally.lost;
  }

  add(calls: Calls): void {
    const newest = this.newest.get(calls.tokenId);
    if (newest !== undefined && isSameRow(newest, calls)) {
      merge(newest, calls);
      return;
    }
    if (calls.address !== "") calls.address = this.limitAddresses(calls);
    const counted = this.put(calls);
    if (counted !== undefined) this.newest.set(calls.tokenId, counted);
  }

  /** Takes everything that was counted. */
  batches(dialect: Database["dialect"]): Batch[] {
    const rows = this.tally.take().map(([, calls]) => calls);
    this.newest = new Map();
    return batches(
      rows,
      (part) => addCalls(dialect, part),
      (calls) => this.put(calls),
    );
  }

  private put(calls: Calls): Calls | undefined {
    const { apiKeyId, minute, tokenId, operation, outcome, address } = calls;
    return this.tally.add(`${apiKeyId} ${minute} ${tokenId} ${operation} ${outcome} ${address}`, calls);
  }

  /** The address to count: "other" beyond the first hundred, since a caller behind a trusted proxy may make up any number. */
  private limitAddresses({ apiKeyId, minute, address }: Calls): string {
    if (minute !== this.addressMinute) {
      this.addressMinute = minute;
      this.addresses = new Map();
    }
    let seen = this.addresses.get(apiKeyId);
    if (!seen) {
      seen = new Set();
      this.addresses.set(apiKeyId, seen);
    }
    if (seen.has(address)) return address;
    if (seen.size >= MOST_ADDRESSES) return "other";
    seen.add(address);
    return address;
  }
}

/** The epoch minute of epoch milliseconds. */
export function minuteOf(now: number): number {
  return Math.floor(now / 60_000);
}

function isSameRow(a: Calls, b: Calls): boolean {
  return (
    a.minute === b.minute &&
    a.operation === b.operation &&
    a.outcome === b.outcome &&
    a.address === b.address &&
    a.tokenId === b.tokenId &&
    a.apiKeyId === b.apiKeyId
  );
}

function merge(into: Calls, from: Calls): void {
  into.calls += from.calls;
  into.lastAt = Math.max(into.lastAt, from.lastAt);
}
