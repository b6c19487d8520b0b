/** The most items that wait: many requests in one turn must not fill the memory. */
const LONGEST = 1_000;

/**
 * Puts off work about requests until their answers are on their way, so that the time of an answer does not depend on that work and tells
 * a stranger nothing.
 */
export class Afterwards<Item> {
  private waiting: Item[] = [];

  constructor(private readonly work: (item: Item) => void) {}

  /** Calls `work` with the item after this turn of the event loop, or earlier when very many wait. */
  add(item: Item): void {
    if (this.waiting.push(item) === 1) setImmediate(() => this.catchUp());
    else if (this.waiting.length >= LONGEST) this.catchUp();
  }

  /** Does everything that is waiting, now. */
  catchUp(): void {
    const { waiting } = this;
    this.waiting = [];
    for (const item of waiting) this.work(item);
  }
}
