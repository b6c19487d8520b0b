import { randomBytes } from "node:crypto";
import { PARTS } from "./keys.js";

/** What this gateway knows of the generations of all parts. */
export class Generations {
  private readonly ids: string[] = Array.from({ length: PARTS }, () => "");
  private readonly versions = new Uint32Array(PARTS);
  private readonly closedUntil = new Float64Array(PARTS).fill(Number.NEGATIVE_INFINITY);
  /** The latest of them: most of the time it has passed. */
  private lastClosedUntil = Number.NEGATIVE_INFINITY;
  private hasCounted = false;

  /** What to tell Redis: the id; `-` when there is none but something was admitted; else nothing. */
  known(part: number): string {
    const id = this.ids[part] ?? "";
    return id === "" && this.hasCounted ? "-" : id;
  }

  /** Changes whenever Redis has forgotten what it knew of this part. */
  readonly version = (part: number): number => this.versions[part] ?? 0;

  isClosed(part: number, at: number): boolean {
    return at < this.lastClosedUntil && at < (this.closedUntil[part] ?? 0);
  }

  /** Something was admitted that Redis does not know of. */
  countedAlone(): void {
    this.hasCounted = true;
  }

  /** `closed`: milliseconds, heard at `at`. True when the generation is another than was known. */
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
