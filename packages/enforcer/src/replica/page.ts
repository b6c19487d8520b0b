import { UNIT } from "@latchkey/enforcement";

/** Memory for keys, seen as bytes, words and numbers. */
export class Page {
  readonly bytes: Buffer;
  readonly words: Uint32Array;
  readonly numbers: Float64Array;

  /** All zero; `units`: of eight bytes. */
  constructor(units: number) {
    this.bytes = Buffer.alloc(units * UNIT);
    const { buffer, byteOffset } = this.bytes;
    this.words = new Uint32Array(buffer, byteOffset, 2 * units);
    this.numbers = new Float64Array(buffer, byteOffset, units);
  }
}
