import type { Clock } from "./clock.js";
import type { Lease } from "./lease.js";
import type { Logger } from "./logger.js";
import { problemOf } from "./problem.js";
import { forgetSilent, register, unregister } from "./registration.js";
import type { Database } from "./sql/database.js";

interface RegistrarOptions {
  id: string;
  clock: Clock;
  database: Database;
  lease: Lease;
  logger: Logger;
}

const EVERY_MILLISECONDS = 1_000;
const CLEAN_MILLISECONDS = 60_000;

/** Keeps this gateway's row in the list of gateways up to date: written at once after a change, else once a second. */
export class Registrar {
  private readonly startedAt: number;
  private revision = 0;
  /** What the row says, and when it was written (monotonic); null before the first successful write. */
  private written: { revision: number; at: number } | null = null;
  private triedAt = Number.NEGATIVE_INFINITY;
  private cleanedAt = Number.NEGATIVE_INFINITY;
  /** Writes that failed since the last one that did not. */
  private failures = 0;
  private writing: Promise<void> | null = null;

  constructor(private readonly options: RegistrarOptions) {
    this.startedAt = options.clock.now();
  }

  /**
   * Enters a gateway that has read the rules into the list before it judges by them: else a change could be reported as applied by all
   * gateways without it. True when it was entered now: then it must pull once more, for what changed before it was in the list.
   */
  async enter(revision: number): Promise<boolean> {
    if (this.isListed() || this.now() - this.triedAt < EVERY_MILLISECONDS) return false;
    await this.writing;
    this.revision = revision;
    await this.write();
    return this.isListed();
  }

  /** To be called after each successful pull, and only then: a gateway that cannot read must not look alive. */
  pulled(revision: number): void {
    this.revision = revision;
    if (this.writing || !this.isDue()) return;
    this.writing = this.writeWhileDue().finally(() => {
      this.writing = null;
    });
  }

  /** Deletes the row. Rejects when the database does not answer. */
  async close(): Promise<void> {
    await this.writing;
    await this.options.database.write(unregister(this.options.id));
  }

  private async writeWhileDue(): Promise<void> {
    do await this.write();
    while (this.failures === 0 && this.isDue());
  }

  private isDue(): boolean {
    const { written } = this;
    // A database that takes no writes for long is not asked at each pull: what is refused costs it a connection.
    if (this.failures > 1) return this.now() - this.triedAt >= EVERY_MILLISECONDS;
    if (!written || written.revision !== this.revision) return true;
    return this.now() - written.at >= EVERY_MILLISECONDS;
  }

  /** The server counts a gateway until its lease has passed since the last sign of life. */
  private isListed(): boolean {
    return this.written !== null && this.now() - this.written.at < this.options.lease.seconds * 1_000;
  }

  private now(): number {
    return this.options.clock.monotonic();
  }

  private async write(): Promise<void> {
    const { id, database, lease, logger } = this.options;
    const { revision, startedAt } = this;
    const at = this.now();
    this.triedAt = at;
    const lagMilliseconds = lease.age();
    const own = { id, revision, lagMilliseconds, leaseSeconds: lease.seconds, startedAt };
    try {
      await database.write(register(database.dialect, own));
      this.failures = 0;
      this.written = { revision, at };
      if (at - this.cleanedAt < CLEAN_MILLISECONDS) return;
      this.cleanedAt = at;
      await database.write(forgetSilent(database.dialect));
    } catch (error) {
      this.failures++;
      if (this.failures > 1) return;
      const problem = problemOf(error);
      logger.warn(
        { problem },
        "this gateway could not be registered now; it will be with the next look for changes",
      );
    }
  }
}
