/** So many wait at most: a crowd of requests in one turn must not fill the memory. */
const LONGEST = 1_000;

/**
 * Keeps what has to be done about requests until their answers are on their way. An answer then costs the same whatever is to be
 * done about it, and its time tells a stranger nothing.
 */
export class Afterwards<Item> {
  private waiting: Item[] = [];

  constructor(private readonly work: (item: Item) => void) {}

  /** After this turn of the event loop, or when very many wait, `work` gets this. */
  add(item: Item): void {
    if (this.waiting.push(item) === 1) setImmediate(() => this.catchUp());
    else if (this.waiting.length >= LONGEST) this.catchUp();
  }

  /** Does now what is waiting. */
  catchUp(): void {
    const { waiting } = this;
    this.waiting = [];
    for (const item of waiting) this.work(item);
  }
}
