const ENCODER = new TextEncoder();
const DECODER = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * UTF-8 text from `start` to `end` of a buffer. Requests are read as bytes: that costs a fraction of reading a string's characters, and
 * what is only compared needs no string at all. The buffer is usually used again for the next request: call `toString()` to keep the text.
 */
export class Span {
  start = 0;
  end = 0;
  private cut: Uint8Array;

  constructor(readonly bytes: Uint8Array) {
    this.cut = bytes;
  }

  /** A span of a text, in a buffer of its own. */
  static of(text: string): Span {
    const bytes = ENCODER.encode(text);
    return new Span(bytes).move(0, bytes.length);
  }

  move(start: number, end: number): this {
    this.start = start;
    this.end = end;
    return this;
  }

  /** In bytes. */
  get length(): number {
    return this.end - this.start;
  }

  /** Whether it equals `text`, which must be ASCII. */
  equals(text: string): boolean {
    if (text.length !== this.length) return false;
    for (let at = 0; at < text.length; at++) {
      if (text.charCodeAt(at) !== this.bytes[this.start + at]) return false;
    }
    return true;
  }

  /** Its bytes, not copied. Keeps the last view: making one is slow, and the next text often stands at the same place. */
  view(): Uint8Array {
    if (this.cut.length !== this.length || this.cut.byteOffset !== this.bytes.byteOffset + this.start)
      this.cut = this.bytes.subarray(this.start, this.end);
    return this.cut;
  }

  /** @throws TypeError when the bytes are not UTF-8 */
  toString(): string {
    return DECODER.decode(this.view());
  }
}
