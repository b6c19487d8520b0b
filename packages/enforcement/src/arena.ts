/** An address is a page and a unit in it: pages of 2^17 units. */
const UNIT_BITS = 17;
const UNITS = 2 ** UNIT_BITS;
const MASK = UNITS - 1;
/** Up to this many units each size has free room of its own. */
const EXACT_UNITS = 64;

/** Bytes of a unit: room for one number. */
export const UNIT = 8;

/**
 * Runs of units in a few large buffers, which cost the garbage collector nothing. Room that was freed is used again by the next run
 * of its size; so what stays unused is at most what each size has once needed. A run that is longer than a page gets one of its own.
 */
export class Arena<Page> {
  readonly #pages: Page[] = [];
  #units = 0;
  /** The page that is being filled, and how many units of it are used. */
  #page = 0;
  #filled = UNITS;
  /** By size in units: addresses. */
  readonly #free = new Map<number, number[]>();

  /** `makePage`: a page of so many units, all zero. */
  constructor(private readonly makePage: (units: number) => Page) {}

  /** Bytes that are taken from the system. */
  get size(): number {
    return this.#units * UNIT;
  }

  /** The address of so many units, with whatever stood there before. */
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

  /** Gives back what was taken with this many units. */
  give(address: number, units: number): void {
    const room = roomFor(units);
    const freed = this.#free.get(room);
    if (freed) freed.push(address);
    else this.#free.set(room, [address]);
  }

  page(address: number): Page {
    return this.#pages[address >>> UNIT_BITS] as Page;
  }

  /** Where an address is in its page, in units. */
  static offset(address: number): number {
    return address & MASK;
  }

  #addPage(units: number): number {
    this.#units += units;
    return this.#pages.push(this.makePage(units)) - 1;
  }
}

/** Long runs share sizes, an eighth apart, so that they find the room of others. */
function roomFor(units: number): number {
  if (units <= EXACT_UNITS) return units;
  const step = 2 ** (Math.floor(Math.log2(units)) - 3);
  return Math.ceil(units / step) * step;
}
