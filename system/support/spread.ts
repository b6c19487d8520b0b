import { setTimeout as sleep } from "node:timers/promises";
import type { Change, Made } from "./changes.js";
import type { Answer, GatewayProcess } from "./gateway.js";
import type { Owner } from "./owner.js";

/** Requests a second, at all gateways together. */
export const RATE = 300;
/** Changes under way at the same moment, each of a key of its own. */
const AT_ONCE = 3;
/** A change has settled at a gateway after so many answers by the new rule in a row. */
const SETTLED = 5;
const LONGEST_MILLISECONDS = 10_000;

/** How one change reached one gateway. */
export interface Arrival {
  gateway: number;
  change: Change;
  /**
   * Milliseconds from when the mutation's answer arrived to when the gateway's last answer by the old rule arrived; 0 when none came after
   * it. Both are read in this process, from one clock. All answers that ARRIVED after the mutation's count, even to requests that were sent
   * before it: that may be longer than the change really took, but never shorter.
   */
  milliseconds: number;
  /** How many answers by the old rule came to requests that were SENT after the mutation's answer had arrived. */
  late: number;
}

/**
 * Makes all changes through the servers' owners, a few at a time. Meanwhile every gateway is asked about calls with the keys that are being
 * changed, evenly, `RATE` times a second in all.
 * @param effect whether mutations wait until the gateways have applied them
 * @throws Error when a gateway's answer is by neither the old nor the new rule, or still by the old one after ten seconds
 */
export async function spread(
  owners: readonly Owner[],
  gateways: readonly GatewayProcess[],
  changes: readonly Change[],
  effect = false,
): Promise<{ arrivals: Arrival[]; made: Made[] }> {
  const watches: Watch[] = [];
  const callers = gateways.map((gateway, at) => new Caller(gateway, at, watches, gateways.length));
  const arrivals: Arrival[] = [];
  const made: Made[] = [];
  const queue = [...changes];
  const work = async (worker: number) => {
    const owner = owners[worker % owners.length];
    for (let change = queue.shift(); change && owner; change = queue.shift()) {
      const watch = new Watch(change, gateways.length);
      watches.push(watch);
      await watch.until(() => watch.isSeenAllowed());
      watch.made = await change.make(owner, effect);
      made.push(watch.made);
      await watch.until(() => watch.isSettled());
      watches.splice(watches.indexOf(watch), 1);
      arrivals.push(...watch.arrivals());
    }
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, (_, worker) => work(worker)));
  } finally {
    for (const caller of callers) caller.stop();
  }
  return { arrivals, made };
}

/** Asks one gateway, at its share of the rate, about the watched keys in turn, or about an unknown key while none is watched. */
class Caller {
  private turn = 0;
  private readonly timer: NodeJS.Timeout;

  constructor(
    private readonly gateway: GatewayProcess,
    private readonly at: number,
    private readonly watches: readonly Watch[],
    share: number,
  ) {
    this.timer = setInterval(() => void this.call(), (1_000 * share) / RATE);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async call(): Promise<void> {
    const watch = this.watches[this.turn++ % Math.max(1, this.watches.length)];
    const sentAt = performance.now();
    const change = watch?.made ? "after" : "before";
    const header = watch?.made?.after ?? watch?.change.before ?? "Basic bm86Ym9keQ==";
    try {
      const answer = await this.gateway.ask(header);
      watch?.heard(this.at, change, answer, sentAt, performance.now());
    } catch (error) {
      watch?.fail(error);
    }
  }
}

/** One change under way, with the answers of each gateway about its key. */
class Watch {
  made: Made | null = null;
  private readonly seen: { allowed: number; settled: number; late: number; last: number }[];
  private problem: unknown = null;

  constructor(
    readonly change: Change,
    gateways: number,
  ) {
    this.seen = Array.from({ length: gateways }, () => ({ allowed: 0, settled: 0, late: 0, last: 0 }));
  }

  heard(at: number, asked: "before" | "after", answer: Answer, sentAt: number, arrivedAt: number): void {
    const seen = this.seen[at];
    if (!seen) return;
    const { old, new: renewed } = this.change;
    if (asked === "before" && answer.status === 200) seen.allowed++;
    const isOld = isSame(answer, asked === "before" ? { status: 200, reason: null } : old);
    if (!isOld && !isSame(answer, renewed)) this.fail(new Error(`not foreseen: ${JSON.stringify(answer)}`));
    // Asked with the old token of a key that got a new one: allowed by both rules.
    if (asked === "before" && renewed.status === 200) return;
    if (!this.made) return;
    const after = arrivedAt - this.made.answeredAt;
    if (isOld && after > 0) {
      seen.last = Math.max(seen.last, after);
      seen.settled = 0;
      if (sentAt >= this.made.answeredAt) seen.late++;
    }
    if (!isOld && sentAt >= this.made.answeredAt) seen.settled++;
  }

  fail(error: unknown): void {
    this.problem ??= error;
  }

  isSeenAllowed(): boolean {
    return this.seen.every(({ allowed }) => allowed > 0);
  }

  isSettled(): boolean {
    return this.seen.every(({ settled }) => settled >= SETTLED);
  }

  async until(isSo: () => boolean): Promise<void> {
    const end = performance.now() + LONGEST_MILLISECONDS;
    while (!isSo()) {
      if (this.problem) throw this.problem;
      if (performance.now() > end) throw new Error(`${this.change.kind}: not everywhere after ten seconds`);
      await sleep(5);
    }
  }

  arrivals(): Arrival[] {
    return this.seen.map(({ last, late }, gateway) => ({
      gateway,
      change: this.change,
      milliseconds: last,
      late,
    }));
  }
}

function isSame(a: Answer, b: Answer): boolean {
  return a.status === b.status && a.reason === b.reason;
}
