import type { GatewayProcess } from "./gateway.js";

/** What a gateway said to one call. */
export interface Said {
  status: number;
  /** By `performance.now()`. */
  sentAt: number;
  arrivedAt: number;
}

const EVERY_MILLISECONDS = 100;

/** Asks a gateway ten times a second with the same header, and keeps what it says. */
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

  /** Each status to the calls that were sent from then on and answered until then. */
  statuses(from: number, until: number): number[] {
    const then = this.said.filter(({ sentAt, arrivedAt }) => sentAt >= from && arrivedAt <= until);
    return [...new Set(then.map(({ status }) => status))].sort();
  }

  /** When the last of these answers had arrived that was to a call sent before `until`. */
  last(status: number, until: number): number {
    const moments = this.said.filter((one) => one.status === status && one.sentAt < until);
    return moments.at(-1)?.arrivedAt ?? Number.NEGATIVE_INFINITY;
  }
}
