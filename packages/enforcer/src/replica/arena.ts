/** Room is given in units of this many bytes, so that numbers stand where typed arrays can read them. */
const UNIT = 8;
/** An address is a page and a unit in it: pages of a megabyte, 32 GiB in all. */
const UNIT_BITS = 17;
const UNITS = 2 ** UNIT_BITS;
const MASK = UNITS - 1;
/** Up to this many units each size has free room of its own. */
const EXACT_UNITS = 64;

/** The longest run, in bytes. */
export const LONGEST = UNITS * UNIT;

/** One megabyte, seen as bytes, words and numbers. */
export class Page {
  readonly bytes = Buffer.alloc(LONGEST);
  readonly words = new Uint32Array(this.bytes.buffer, this.bytes.byteOffset, LONGEST / 4);
  readonly numbers = new Float64Array(this.bytes.buffer, this.bytes.byteOffset, LONGEST / 8);
}

/**
 * Runs of bytes in a few large buffers, which cost the garbage collector nothing. Room that was freed is used again by the next run
 * of its size; so what stays unused is at most what each size has once needed.
 */
export class Arena {
  private readonly pages: Page[] = [];
  /** Units that are used of the last page. */
  private filled = UNITS;
  /** By size in units: addresses. */
  private readonly free = new Map<number, number[]>();

  /** Bytes that are taken from the system. */
  get size(): number {
    return this.pages.length * LONGEST;
  }

  /** The address of so many bytes, with whatever stood there before. @throws RangeError when they are more than a page */
  take(bytes: number): number {
    const units = unitsFor(bytes);
    if (units > UNITS) throw new RangeError("longer than a page");
    const freed = this.free.get(units)?.pop();
    if (freed !== undefined) return freed;
    if (this.filled + units > UNITS) {
      this.pages.push(new Page());
      this.filled = 0;
    }
    const address = (this.pages.length - 1) * UNITS + this.filled;
    this.filled += units;
    return address;
  }

  /** Gives back what was taken with this many bytes. */
  give(address: number, bytes: number): void {
    const units = unitsFor(bytes);
    const freed = this.free.get(units);
    if (freed) freed.push(address);
    else this.free.set(units, [address]);
  }

  page(address: number): Page {
    return this.pages[address >>> UNIT_BITS] as Page;
  }

  /** Where an address is in its page, in bytes: a multiple of 8. */
  static offset(address: number): number {
    return (address & MASK) * UNIT;
  }
}

/** Long runs share sizes, an eighth apart, so that they find the room of others. */
function unitsFor(bytes: number): number {
  const units = Math.ceil(bytes / UNIT);
  if (units <= EXACT_UNITS) return units;
  const step = 2 ** (Math.floor(Math.log2(units)) - 3);
  return Math.ceil(units / step) * step;
}
