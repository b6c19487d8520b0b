/** How many are looked at for an idle one when one is added: more than one, so that idle ones never pile up. */
const VISITS = 2;

/** The places of logs, by Api and by the account's number. Idle ones are dropped as others are added or looked at in turn. */
export class LogPlaces {
  /** By account number; 0 where there is none. */
  readonly #byApi = new Map<string, Uint32Array>();
  /** Which there are, in a row, to look for idle ones in turn. */
  readonly #apis: string[] = [];
  readonly #accounts: number[] = [];
  #next = 0;

  /** `endIfIdle`: whether nothing of the log at this place need be remembered; its room is given back then. */
  constructor(private readonly endIfIdle: (place: number) => boolean) {}

  get size(): number {
    return this.#apis.length;
  }

  /** 0: there is none. */
  find(account: number, api: string): number {
    return this.#byApi.get(api)?.[account] ?? 0;
  }

  /** Adds what `find` did not find, or moves it. */
  set(account: number, api: string, place: number): void {
    let places = this.#byApi.get(api);
    if (places === undefined || account >= places.length) {
      places = grown(places, account + 1);
      this.#byApi.set(api, places);
    }
    if (places[account] === 0) {
      this.release(VISITS);
      this.#apis.push(api);
      this.#accounts.push(account);
    }
    places[account] = place;
  }

  /** Looks at the next `visits` in turn, and drops those that are idle. */
  release(visits: number): void {
    for (let visit = 0; visit < visits && this.size > 0; visit++) {
      if (this.#next >= this.size) this.#next = 0;
      const api = this.#apis[this.#next] ?? "";
      const account = this.#accounts[this.#next] ?? 0;
      const places = this.#byApi.get(api);
      if (places === undefined || !this.endIfIdle(places[account] ?? 0)) {
        this.#next++;
        continue;
      }
      places[account] = 0;
      this.#apis[this.#next] = this.#apis.at(-1) ?? "";
      this.#accounts[this.#next] = this.#accounts.at(-1) ?? 0;
      this.#apis.pop();
      this.#accounts.pop();
    }
  }

  /** Looks at all of them once, from the start. */
  releaseIdle(): void {
    this.#next = 0;
    this.release(this.size);
  }
}

/** The same with room for at least `length`, and for twice as many as there were, so that growing costs little for each. */
function grown(places: Uint32Array | undefined, length: number): Uint32Array {
  const larger = new Uint32Array(Math.max(length, 2 * (places?.length ?? 0)));
  if (places !== undefined) larger.set(places);
  return larger;
}
