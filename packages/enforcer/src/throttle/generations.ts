import { randomBytes } from "node:crypto";
import { PARTS } from "./redis-keys.js";

/**
 * What this gateway knows about the generations of all parts. Redis keeps a random id for each part, its generation: when the id is another
 * than before, Redis has been wiped and has forgotten the counters of that part.
 */
export class Generations {
  private readonly ids: string[] = Array.from({ length: PARTS }, () => "");
  private readonly versions = new Uint32Array(PARTS);
  private readonly closedUntil = new Float64Array(PARTS).fill(Number.NEGATIVE_INFINITY);
  /** The latest of them, to tell at a glance that none is closed. */
  private lastClosedUntil = Number.NEGATIVE_INFINITY;
  private hasCountedUnleased = false;

  /** What to send to Redis: the known id; `-` when none is known but something was admitted without a lease; else nothing. */
  known(part: number): string {
    const id = this.ids[part] ?? "";
    return id === "" && this.hasCountedUnleased ? "-" : id;
  }

  /** A number that changes whenever Redis has forgotten this part. */
  readonly version = (part: number): number => this.versions[part] ?? 0;

  /** Whether Redis leases nothing of this part at `at`, because it was wiped and gateways are still reporting. */
  isClosed(part: number, at: number): boolean {
    return at < this.lastClosedUntil && at < (this.closedUntil[part] ?? 0);
  }

  /** Something was admitted without a lease, and so without an answer that names a generation. */
  countedUnleased(): void {
    this.hasCountedUnleased = true;
  }

  /** Enters what Redis said at `at`: the part's id, and for how many milliseconds it is closed. True when the id is new. */
  learn(part: number, id: string, closed: number, at: number): boolean {
    const until = closed > 0 ? at + closed : Number.NEGATIVE_INFINITY;
    this.closedUntil[part] = until;
    this.lastClosedUntil = Math.max(this.lastClosedUntil, until);
    if (this.ids[part] === id) return false;
    this.ids[part] = id;
    this.versions[part] = (this.versions[part] ?? 0) + 1;
    return true;
  }

  newId(): string {
    return randomBytes(9).toString("base64url");
  }
}
