/** What is counted for one (Account, Api). */
export interface Countable {
  readonly accountId: string;
  readonly api: string;
  /** Whether nothing of it need be remembered at `time`. */
  isIdle(time: number): boolean;
}

/** How many are looked at for an idle one when one is added: more than one, so that idle ones never pile up. */
const VISITS = 2;

/** One `T` for each (Account, Api) in use. Idle ones are released as others are added or looked at in turn. */
export class CounterMap<T extends Countable> {
  readonly #byApi = new Map<string, Map<string, T>>();
  /** The same in a row, to look for idle ones in turn. */
  readonly #turn: T[] = [];
  #next = 0;

  get size(): number {
    return this.#turn.length;
  }

  find(accountId: string, api: string): T | undefined {
    return this.#byApi.get(api)?.get(accountId);
  }

  /** Adds what `find` did not find. `time`: now, in the unit of `isIdle`. */
  add(one: T, time: number): void {
    this.release(VISITS, time);
    const ofApi = this.#byApi.get(one.api) ?? new Map<string, T>();
    this.#byApi.set(one.api, ofApi);
    ofApi.set(one.accountId, one);
    this.#turn.push(one);
  }

  /** Looks at the next `visits` in turn, and drops those that are idle. */
  release(visits: number, time: number): void {
    for (let visit = 0; visit < visits && this.#turn.length > 0; visit++) {
      if (this.#next >= this.#turn.length) this.#next = 0;
      const one = this.#turn[this.#next];
      if (one === undefined || !one.isIdle(time)) {
        this.#next++;
        continue;
      }
      const last = this.#turn.pop();
      if (last !== undefined && last !== one) this.#turn[this.#next] = last;
      const ofApi = this.#byApi.get(one.api);
      ofApi?.delete(one.accountId);
      if (ofApi?.size === 0) this.#byApi.delete(one.api);
    }
  }

  /** Looks at all of them once, from the start. */
  releaseIdle(time: number): void {
    this.#next = 0;
    this.release(this.#turn.length, time);
  }

  all(): readonly T[] {
    return this.#turn;
  }
}
