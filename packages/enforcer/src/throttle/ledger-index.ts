import type { Ledger } from "./ledger.js";

/** How many ledgers are checked for being idle when one is added: more than one, so that idle ones never pile up. */
const VISITS = 2;

/** One ledger for each (Account, Api) in use. Ledgers are checked in turn, and idle ones released. */
export class LedgerIndex {
  private readonly byApi = new Map<string, Map<string, Ledger>>();
  /** The same as a list, to check them in turn. */
  private readonly turn: Ledger[] = [];
  private next = 0;

  get size(): number {
    return this.turn.length;
  }

  find(accountId: string, api: string): Ledger | undefined {
    return this.byApi.get(api)?.get(accountId);
  }

  /** Adds a ledger that `find` did not find. `time`: now, in monotonic milliseconds. */
  add(ledger: Ledger, time: number): void {
    this.release(VISITS, time);
    const ofApi = this.byApi.get(ledger.api) ?? new Map<string, Ledger>();
    this.byApi.set(ledger.api, ofApi);
    ofApi.set(ledger.accountId, ledger);
    this.turn.push(ledger);
  }

  /** Checks the next `visits` ledgers in turn, and drops those that are idle. */
  release(visits: number, time: number): void {
    for (let visit = 0; visit < visits && this.turn.length > 0; visit++) {
      if (this.next >= this.turn.length) this.next = 0;
      const ledger = this.turn[this.next];
      if (ledger === undefined || !ledger.isIdle(time)) {
        this.next++;
        continue;
      }
      const last = this.turn.pop();
      if (last !== undefined && last !== ledger) this.turn[this.next] = last;
      ledger.log.end();
      const ofApi = this.byApi.get(ledger.api);
      ofApi?.delete(ledger.accountId);
      if (ofApi?.size === 0) this.byApi.delete(ledger.api);
    }
  }

  /** Checks every ledger once. */
  releaseIdle(time: number): void {
    this.next = 0;
    this.release(this.turn.length, time);
  }

  all(): readonly Ledger[] {
    return this.turn;
  }
}
