import type { Clock } from "../clock.js";
import { problemOf } from "../problem.js";
import type { RedisConnection } from "../redis/connection.js";
import type { Generations } from "./generations.js";
import type { Health } from "./health.js";
import { Overdue } from "./overdue.js";
import { generationKey, PARTS } from "./redis-keys.js";
import { TEND } from "./scripts.js";

interface HeartbeatOptions {
  redis: RedisConnection;
  clock: Clock;
  health: Health;
  generations: Generations;
  /** Called when Redis has forgotten some parts. */
  onForgotten(): void;
  /** How long a request waits for Redis, milliseconds. Only answers within that time show that Redis is well. */
  patience: number;
}

const EVERY_MILLISECONDS = 250;
/** After this many beats in a row that were answered too late for a request, Redis is away: else requests would be decided in doubt for ever. */
const SLOW_BEATS = 2;
/** After this time `ready` resolves even if Redis was not found. */
const READY_MILLISECONDS = 1_000;

interface Beat {
  since: number;
  isSlow: boolean;
}

/** Finds out, also without requests, when Redis is away, too slow, back, or was wiped. */
export class Heartbeat {
  readonly ready: Promise<void>;
  private markReady: () => void = () => {};
  private readonly touched = new Uint8Array(PARTS);
  private readonly beats: NodeJS.Timeout;
  private readonly givingUp: NodeJS.Timeout;
  private next = 0;
  /** Redis has forgotten one part, and so perhaps others: all must be checked. */
  private isWiped = false;
  private beating: Beat | null = null;
  private slow = 0;
  private isClosed = false;

  constructor(private readonly options: HeartbeatOptions) {
    this.ready = new Promise((resolve) => {
      this.markReady = resolve;
    });
    this.givingUp = setTimeout(this.markReady, READY_MILLISECONDS);
    this.beats = setInterval(() => this.beat(), EVERY_MILLISECONDS);
    options.redis.onUp(() => {
      this.beating = null;
      this.beat();
    });
    options.redis.onDown(() => options.health.down("the connection was lost"));
  }

  /** A counter of this part is in use: its generation is kept alive. */
  touch(part: number): void {
    this.touched[part] = 1;
  }

  /** Takes in what Redis said about a part at `at`: its generation, and for how many milliseconds it is closed. */
  learn(part: number, generation: string, closed: number, at: number): void {
    const { health, generations } = this.options;
    if (closed > 0) health.closed(closed);
    if (generations.learn(part, generation, closed, at)) this.forgotten();
  }

  close(): void {
    this.isClosed = true;
    clearInterval(this.beats);
    clearTimeout(this.givingUp);
    this.markReady();
  }

  /** Redis has forgotten a part: checks all parts now. */
  private forgotten(): void {
    this.options.onForgotten();
    if (this.isWiped || this.options.health.mode === "away") return;
    this.isWiped = true;
    this.beat();
  }

  private beat(): void {
    const { redis, clock, health, patience } = this.options;
    if (this.isClosed || !redis.isUp) return;
    const at = clock.monotonic();
    if (this.beating !== null) {
      if (at - this.beating.since > 5 * patience) health.down("it does not answer in time");
      return;
    }
    const beat = { since: at, isSlow: false };
    this.beating = beat;
    const waiting = new Overdue(clock, patience, () => {
      beat.isSlow = true;
    });
    void Promise.all(this.parts().map((part) => this.tend(part)))
      .finally(() => waiting.end())
      .then(
        () => this.came(beat),
        (error: unknown) => {
          if (this.beating === beat) this.beating = null;
          health.down(problemOf(error));
        },
      );
  }

  private came(beat: Beat): void {
    if (this.beating !== beat) return;
    this.beating = null;
    const { health } = this.options;
    this.slow = beat.isSlow ? this.slow + 1 : 0;
    if (this.slow >= SLOW_BEATS) health.down("it answers too slowly");
    if (beat.isSlow || health.mode !== "away") return;
    health.up();
    this.markReady();
  }

  /** The parts to check: all while Redis is away or was wiped, else those in use and one more in turn, to keep its generation alive. */
  private parts(): number[] {
    const all = Array.from({ length: PARTS }, (_, part) => part);
    if (this.options.health.mode === "away" || this.isWiped) {
      this.isWiped = false;
      return all;
    }
    this.next = (this.next + 1) % PARTS;
    const parts = all.filter((part) => this.touched[part] === 1 || part === this.next);
    this.touched.fill(0);
    return parts;
  }

  private async tend(part: number): Promise<void> {
    const { redis, clock, generations } = this.options;
    const args = [generations.known(part), generations.newId()];
    const [generation, micros] = (await redis.run(TEND, [generationKey(part)], args)) as [string, number];
    this.learn(part, generation, micros / 1000, clock.monotonic());
  }
}
