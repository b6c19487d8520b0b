import { UNIT } from "@latchkey/enforcement";

/** Memory for key records, with views of it as bytes, 32-bit words and doubles. */
export class Page {
  readonly bytes: Buffer;
  readonly words: Uint32Array;
  readonly numbers: Float64Array;

  /** `units`: of eight bytes, all zero. */
  constructor(units: number) {
    this.bytes = Buffer.alloc(units * UNIT);
    const { buffer, byteOffset } = this.bytes;
    this.words = new Uint32Array(buffer, byteOffset, 2 * units);
    this.numbers = new Float64Array(buffer, byteOffset, units);
  }
}
