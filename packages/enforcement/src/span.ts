const ENCODER = new TextEncoder();
const DECODER = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * UTF-8 text that stands from `start` to `end` in a buffer. What a request holds is read as bytes: looking at them costs a fraction
 * of looking at a string's characters, and what is only compared needs no string. The buffer is often used again for the next
 * request; who keeps the text takes `toString()`.
 */
export class Span {
  start = 0;
  end = 0;
  private cut: Uint8Array;

  constructor(readonly bytes: Uint8Array) {
    this.cut = bytes;
  }

  /** A text in a buffer of its own. */
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

  /** Whether it is this text, which has ASCII characters only. */
  equals(text: string): boolean {
    if (text.length !== this.length) return false;
    for (let at = 0; at < text.length; at++) {
      if (text.charCodeAt(at) !== this.bytes[this.start + at]) return false;
    }
    return true;
  }

  /** The bytes alone, not copied. Making a view is slow, and the next request's text often stands where the last one's did. */
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
