import type { GatewayProcess } from "./gateway.js";

/** A gateway's answer to one call. */
export interface Said {
  /** 0 when there was none. */
  status: number;
  /** By `performance.now()`. */
  sentAt: number;
  arrivedAt: number;
}

const EVERY_MILLISECONDS = 100;

/** Asks a gateway ten times a second with the same Authorization header, and keeps its answers. */
export class Listener {
  readonly said: Said[] = [];
  private readonly timer: NodeJS.Timeout;

  constructor(gateway: GatewayProcess, header: string) {
    this.timer = setInterval(async () => {
      const sentAt = performance.now();
      const { status } = await gateway.ask(header).catch(() => ({ status: 0 }));
      this.said.push({ status, sentAt, arrivedAt: performance.now() });
    }, EVERY_MILLISECONDS);
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** The different statuses of calls that were sent at `from` or later and answered by `until`, sorted. */
  statuses(from: number, until: number): number[] {
    const then = this.said.filter(({ sentAt, arrivedAt }) => sentAt >= from && arrivedAt <= until);
    return [...new Set(then.map(({ status }) => status))].sort();
  }

  /** When the last answer with this status arrived, to a call that was sent before `until`. */
  last(status: number, until: number): number {
    const moments = this.said.filter((one) => one.status === status && one.sentAt < until);
    return moments.at(-1)?.arrivedAt ?? Number.NEGATIVE_INFINITY;
  }
}
