import type { Clock } from "../clock.js";
import type { Database, Row } from "../sql/database.js";

const EVERY_MILLISECONDS = 1_000;
/** A gateway that has not written into the list for so long is no longer counted. */
const SILENT_MILLISECONDS = 10_000;

interface Seen {
  /** By the database's clock, which may be set: used only to see that it changes. */
  lastSeenAt: number;
  /** When we saw it change, by our monotonic clock. */
  at: number;
}

/**
 * Which gateways share the limits, from the list of gateways in the database: while Redis is away, a gateway that starts finds the others
 * there, and they find it. While the database is away, the last known list holds.
 */
export class GatewayList {
  /** Resolves when the list was read for the first time, or could not be. */
  readonly tried: Promise<void>;
  private markTried: () => void = () => {};
  private readonly seen = new Map<string, Seen>();
  private triedAt = Number.NEGATIVE_INFINITY;
  private lookedAt = Number.NEGATIVE_INFINITY;
  private current = { count: 1, position: 0 };

  constructor(
    private readonly own: string,
    private readonly database: Pick<Database, "read">,
    private readonly clock: Clock,
  ) {
    this.tried = new Promise((resolve) => {
      this.markTried = resolve;
    });
  }

  /** How many gateways there are, this one included, and the position of this one among their sorted ids, from 0. */
  readonly gateways = (): { count: number; position: number } => this.current;

  /** Reads the list, once a second at most. Rejects when the database does not answer. */
  async look(): Promise<void> {
    const at = this.clock.monotonic();
    if (at - this.triedAt < EVERY_MILLISECONDS) return;
    this.triedAt = at;
    try {
      this.enter(await this.database.read("SELECT `id`, `lastSeenAt` FROM `gateway`"), at);
    } finally {
      this.markTried();
    }
  }

  private enter(rows: readonly Row[], at: number): void {
    // Time in which we could not read the list says nothing about the others.
    const missed = Math.max(0, at - this.lookedAt - 2 * EVERY_MILLISECONDS);
    this.lookedAt = at;
    const listed = new Set(rows.map(({ id }) => String(id)));
    for (const id of this.seen.keys()) if (!listed.has(id)) this.seen.delete(id);
    for (const row of rows) this.note(String(row.id), Number(row.lastSeenAt), at, missed);
    this.count(at);
  }

  private note(id: string, lastSeenAt: number, at: number, missed: number): void {
    const before = this.seen.get(id);
    if (before === undefined || before.lastSeenAt !== lastSeenAt) this.seen.set(id, { lastSeenAt, at });
    else if (Number.isFinite(missed)) before.at += missed;
  }

  private count(at: number): void {
    // Since our own row does not change either, the database takes no writes: then silence says nothing about the others.
    const newest = this.seen.get(this.own)?.at ?? at;
    const alive = [...this.seen]
      .filter(([, seen]) => newest - seen.at < SILENT_MILLISECONDS)
      .map(([id]) => id);
    const ids = [...new Set([...alive, this.own])].sort();
    this.current = { count: ids.length, position: ids.indexOf(this.own) };
  }
}
