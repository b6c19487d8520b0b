/** The low bits of an address are the unit within its page, the others the page's number: pages of 2^17 units. */
const UNIT_BITS = 17;
const UNITS = 2 ** UNIT_BITS;
const MASK = UNITS - 1;
/** Up to this many units, each size has a free list of its own; longer runs share them (`roomFor`). */
const EXACT_UNITS = 64;

/** Bytes in a unit: one double. */
export const UNIT = 8;

/**
 * Allocates runs of units from a few large buffers, which cost the garbage collector nothing. A freed run is used again for the next
 * one of its size, so that the unused memory is at most what each size has needed at its peak. A run longer than a page gets a page of
 * its own.
 */
export class Arena<Page> {
  readonly #pages: Page[] = [];
  #units = 0;
  /** The page that is being filled, and how many units of it are used. */
  #page = 0;
  #filled = UNITS;
  /** Addresses of freed runs, by size in units. */
  readonly #free = new Map<number, number[]>();

  /** `makePage` makes a page of the given number of units, all zero. */
  constructor(private readonly makePage: (units: number) => Page) {}

  /** Bytes in all pages, in use or not. */
  get size(): number {
    return this.#units * UNIT;
  }

  /** Allocates a run of so many units and gives its address. A used run keeps its old contents. */
  take(units: number): number {
    const room = roomFor(units);
    const freed = this.#free.get(room)?.pop();
    if (freed !== undefined) return freed;
    if (room > UNITS) return this.#addPage(room) * UNITS;
    if (this.#filled + room > UNITS) {
      this.#page = this.#addPage(UNITS);
      this.#filled = 0;
    }
    const address = this.#page * UNITS + this.#filled;
    this.#filled += room;
    return address;
  }

  /** Frees a run. `units` must be what `take` was called with. */
  give(address: number, units: number): void {
    const room = roomFor(units);
    const freed = this.#free.get(room);
    if (freed) freed.push(address);
    else this.#free.set(room, [address]);
  }

  page(address: number): Page {
    return this.#pages[address >>> UNIT_BITS] as Page;
  }

  /** The offset of an address in its page, in units. */
  static offset(address: number): number {
    return address & MASK;
  }

  #addPage(units: number): number {
    this.#units += units;
    return this.#pages.push(this.makePage(units)) - 1;
  }
}

/** Rounds long runs up, by an eighth at most, so that runs of about one size can use each other's freed room. */
function roomFor(units: number): number {
  if (units <= EXACT_UNITS) return units;
  const step = 2 ** (Math.floor(Math.log2(units)) - 3);
  return Math.ceil(units / step) * step;
}
