import type { Counted, Decision, RateLimit, Rules, ThrottleCounter } from "@latchkey/enforcement";
import type { Database } from "../sql/database.js";
import { upsert } from "../sql/upsert.js";
import { type Batch, batches } from "./batch.js";
import { minuteOf } from "./calls.js";
import { Tally } from "./tally.js";

/** A row of throttle_minute, but for the gateway. */
interface Minute {
  accountId: string;
  apiCode: string;
  /** Epoch minutes. */
  minute: number;
  /** The most requests that were in a window of it, as far as this gateway admitted them. */
  peak: number;
  throttled: number;
}

interface Live {
  account: Counted;
  api: string;
  /** Requests in the window, as last written. */
  used: number;
  /** The newest epoch minute for whose peak the window was counted. */
  minute: number;
}

const MINUTES = {
  table: "throttle_minute",
  key: ["accountId", "apiCode", "minute", "gatewayId"],
  merge: { peak: "max", throttled: "add" },
} as const;
const LIVE = {
  table: "throttle_live",
  key: ["accountId", "apiCode", "gatewayId"],
  merge: { used: "set" },
  now: "at",
} as const;

/** (Account, Api, minute) and (Account, Api) in memory. */
const MOST = 100_000;

/** How full the throttle windows of this gateway were in each minute, and are now. */
export class ThrottleUse {
  private readonly minutes = new Tally<Minute>(MOST, merge);
  /** By Api and account, the row of the newest admitted request: making the name of a row costs more than all the rest. */
  private newest = new Map<string, Map<string, Minute>>();
  private readonly live = new Map<string, Live>();

  constructor(
    private readonly gatewayId: string,
    private readonly rules: Rules,
    private readonly counter: ThrottleCounter,
  ) {}

  add(account: Counted, rateLimit: RateLimit, decision: Decision, now: number): void {
    const { api } = rateLimit;
    const { accountId } = account;
    const { allowed } = decision;
    const minute = minuteOf(now);
    const peak = allowed ? this.counter.admitted(account, api, rateLimit, now) : 0;
    const figure = { accountId, apiCode: api, minute, peak, throttled: allowed ? 0 : 1 };
    const newest = this.newest.get(api)?.get(accountId);
    if (newest?.minute === minute) {
      merge(newest, figure);
      return;
    }
    const name = `${accountId} ${api}`;
    const counted = this.minutes.add(`${name} ${minute}`, figure);
    if (!allowed) return;
    if (!this.live.has(name) && this.live.size < MOST) {
      this.live.set(name, { account, api, used: 0, minute });
    }
    if (counted !== undefined) this.remember(counted);
  }

  batches(dialect: Database["dialect"], now: number): Batch[] {
    this.carryOver(now);
    return [...this.minuteBatches(dialect), ...this.liveBatches(dialect, now)];
  }

  /** What a window holds at the start of a minute counts for that minute's peak, also without new requests: other gateways may add to it. */
  private carryOver(now: number): void {
    const minute = minuteOf(now);
    for (const [name, live] of this.live) {
      if (live.minute === minute) continue;
      live.minute = minute;
      const peak = this.usedNow(live, now);
      const { accountId } = live.account;
      const figure = { accountId, apiCode: live.api, minute, peak, throttled: 0 };
      if (peak > 0) this.minutes.add(`${name} ${minute}`, figure);
    }
  }

  private remember(counted: Minute): void {
    const { accountId, apiCode } = counted;
    const ofApi = this.newest.get(apiCode) ?? new Map<string, Minute>();
    this.newest.set(apiCode, ofApi);
    ofApi.set(accountId, counted);
  }

  private minuteBatches(dialect: Database["dialect"]): Batch[] {
    const rows = this.minutes.take();
    this.newest = new Map();
    return batches(
      rows,
      (part) =>
        upsert(
          dialect,
          MINUTES,
          part.map(([, row]) => ({ ...row, gatewayId: this.gatewayId })),
        ),
      ([name, row]) => this.minutes.add(name, row),
    );
  }

  /** Rows are written while their window is not empty, and once more when it has become empty. */
  private liveBatches(dialect: Database["dialect"], now: number): Batch[] {
    const rows: [string, Live][] = [];
    for (const [name, live] of this.live) {
      const used = this.usedNow(live, now);
      if (used === 0 && live.used === 0) this.live.delete(name);
      else rows.push([name, { ...live, used }]);
    }
    rows.sort(([a], [b]) => (a < b ? -1 : 1));
    const cut = batches(
      rows,
      (part) =>
        upsert(
          dialect,
          LIVE,
          part.map(([, { account, api, used }]) => ({
            accountId: account.accountId,
            apiCode: api,
            gatewayId: this.gatewayId,
            used,
          })),
        ),
      () => {},
    );
    const written = () => {
      for (const [name, live] of rows) this.live.set(name, live);
    };
    return cut.map((batch, index) => (index === cut.length - 1 ? { ...batch, written } : batch));
  }

  private usedNow({ account, api }: Live, now: number): number {
    const limit = this.rules.findLimit(account.accountId, api, now);
    return limit ? this.counter.admitted(account, api, limit, now) : 0;
  }
}

function merge(into: Minute, from: Minute): void {
  into.peak = Math.max(into.peak, from.peak);
  into.throttled += from.throttled;
}
