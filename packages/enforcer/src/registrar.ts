import type { Clock } from "./clock.js";
import type { Lease } from "./lease.js";
import type { Logger } from "./logger.js";
import { forgetSilent, register, unregister } from "./registration.js";
import type { Database } from "./sql/database.js";

export interface RegistrarOptions {
  id: string;
  clock: Clock;
  database: Database;
  lease: Lease;
  logger: Logger;
}

const EVERY_MILLISECONDS = 1_000;
const CLEAN_MILLISECONDS = 60_000;

/** Keeps this gateway's row in the list of gateways true: at once after a change, else once a second. */
export class Registrar {
  private readonly startedAt: number;
  private revision = 0;
  private writtenAt = Number.NEGATIVE_INFINITY;
  private cleanedAt = Number.NEGATIVE_INFINITY;
  private isDue = false;
  private isFailing = false;
  private writing: Promise<void> | null = null;

  constructor(private readonly options: RegistrarOptions) {
    this.startedAt = options.clock.now();
  }

  /** After a good pull. Only then: a gateway that cannot read must not look alive. */
  pulled(revision: number, changed: boolean): void {
    this.revision = revision;
    const now = this.options.clock.monotonic();
    this.isDue ||= changed || now - this.writtenAt >= EVERY_MILLISECONDS;
    if (!this.isDue || this.writing) return;
    this.isDue = false;
    this.writtenAt = now;
    this.writing = this.write(now).finally(() => {
      this.writing = null;
    });
  }

  /** Takes the row away. */
  async close(): Promise<void> {
    await this.writing;
    await this.options.database.write(unregister(this.options.id));
  }

  private async write(monotonic: number): Promise<void> {
    const { id, clock, database, lease, logger } = this.options;
    const lastSeenAt = clock.now();
    const { revision, startedAt } = this;
    const own = {
      id,
      revision,
      lagMilliseconds: lease.age(),
      lastSeenAt,
      leaseSeconds: lease.seconds,
      startedAt,
    };
    try {
      await database.write(register(database.dialect, own));
      this.isFailing = false;
      if (monotonic - this.cleanedAt < CLEAN_MILLISECONDS) return;
      this.cleanedAt = monotonic;
      await database.write(forgetSilent(lastSeenAt));
    } catch (error) {
      this.isDue = true;
      if (this.isFailing) return;
      this.isFailing = true;
      const problem = error instanceof Error ? error.message : "?";
      logger.warn(
        { problem },
        "this gateway could not be registered now; it will be with the next look for changes",
      );
    }
  }
}
