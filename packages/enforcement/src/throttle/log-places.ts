/** How many logs are checked for being idle when one is added: more than one, so that idle ones never pile up. */
const VISITS = 2;

/** The places of logs, by Api and by the account's number. Logs are checked in turn, and idle ones dropped. */
export class LogPlaces {
  /** For each Api: places by account number, 0 where there is none. */
  readonly #byApi = new Map<string, Uint32Array>();
  /** The Api and account number of every log, to check them in turn. */
  readonly #apis: string[] = [];
  readonly #accounts: number[] = [];
  #next = 0;

  /** `endIfIdle`: if the log at this place is idle, frees its memory and gives true. */
  constructor(private readonly endIfIdle: (place: number) => boolean) {}

  get size(): number {
    return this.#apis.length;
  }

  /** The place of a log; 0 when there is none. */
  find(account: number, api: string): number {
    return this.#byApi.get(api)?.[account] ?? 0;
  }

  /** Adds a log, or notes its new place. */
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

  /** Checks the next `visits` logs in turn, and drops those that are idle. */
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

  /** Checks every log once. */
  releaseIdle(): void {
    this.#next = 0;
    this.release(this.size);
  }
}

/** A copy with room for `length` places, and for twice as many as before, so that growing costs little per place. */
function grown(places: Uint32Array | undefined, length: number): Uint32Array {
  const larger = new Uint32Array(Math.max(length, 2 * (places?.length ?? 0)));
  if (places !== undefined) larger.set(places);
  return larger;
}
