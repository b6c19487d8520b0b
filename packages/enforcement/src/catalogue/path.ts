import { Span } from "../span.js";
import { byteAt, decodedByte, escapeLength, isPlain } from "./segment.js";

const SLASH = 0x2f;
const QUESTION_MARK = 0x3f;
const DOT = 0x2e;
const JSON_ENDING = [...".json"].map((character) => character.charCodeAt(0));
const JSON_FAMILIES = ["v1", "v2_beta"];

const encoder = new TextEncoder();

/** The path of a request target, split into segments that share one buffer: reading the next target overwrites them. */
export class RequestPath {
  /** How many segments there are. */
  count = 0;
  /** Whether an escape was kept undecoded. */
  keepsEscapes = false;
  private bytes = new Uint8Array(4096);
  private span = new Span(this.bytes);
  /** Where each segment ends; the next begins one byte later. */
  private readonly ends: number[] = [];

  /**
   * Reads a request target by the path grammar, up to `?`: segments of RFC 3986 pchar without `;`, none empty, none `.` or `..`;
   * escapes of letters, digits, `-`, `_` and `~` decoded once, other harmless escapes kept as they are. Under `/v1/` and
   * `/v2_beta/`, one lower-case `.json` is taken off the last segment, if something is left.
   * False for anything that could be read in more than one way. One pass, in place; never throws.
   */
  read(target: string): boolean {
    this.count = 0;
    this.keepsEscapes = false;
    const { bytes } = this.encode(target);
    if (bytes[0] !== SLASH) return false;
    let written = 1;
    for (let at = 1; ; ) {
      const from = at;
      while (isPlain(bytes[at] ?? QUESTION_MARK)) at++;
      if (written !== from) bytes.copyWithin(written, from, at);
      written += at - from;
      const byte = bytes[at];
      if (byte === SLASH || byte === QUESTION_MARK) {
        if (!this.add(written)) return false;
        if (byte === QUESTION_MARK) break;
        bytes[written++] = SLASH;
        at++;
      } else {
        const length = escapeLength(bytes, at);
        if (length === 0) return false;
        const decoded = decodedByte(bytes, at);
        if (decoded >= 0) bytes[written++] = decoded;
        else {
          this.keepsEscapes = true;
          for (let index = 0; index < length; index++) bytes[written++] = bytes[at + index] ?? 0;
        }
        at += length;
      }
    }
    return this.takeOffJson();
  }

  /** Decodes the escapes that were kept, as an upstream does that decodes every escape. */
  decodeAll(): void {
    const { bytes } = this;
    let written = 1;
    let at = 1;
    for (let index = 0; index < this.count; index++) {
      for (const end = this.ends[index] ?? 0; at < end; written++) {
        const decoded = byteAt(bytes, at);
        bytes[written] = decoded < 0 ? (bytes[at] ?? 0) : decoded;
        at += decoded < 0 ? 1 : 3;
      }
      this.ends[index] = written;
      bytes[written++] = SLASH;
      at++;
    }
    this.keepsEscapes = false;
  }

  /** The segment at `index`, from 0. One object serves them all: the next call moves it. */
  segment(index: number): Span {
    return this.span.move(this.startOf(index), this.ends[index] ?? 0);
  }

  /** `markOf` the segment at `index`. */
  markAt(index: number): number {
    return markOf(this.bytes, this.startOf(index), this.ends[index] ?? 0);
  }

  /** Whether the segment at `index` equals the bytes from `start` to `end` of `bytes`. */
  isAt(index: number, bytes: Uint8Array, start: number, end: number): boolean {
    if (this.lengthAt(index) !== end - start) return false;
    for (let at = this.startOf(index), other = start; other < end; at++, other++) {
      if (this.bytes[at] !== bytes[other]) return false;
    }
    return true;
  }

  /** Puts the target into the buffer, followed by a `?` that stops readers before the remains of an earlier target. */
  private encode(target: string): this {
    if (this.bytes.length <= 3 * target.length) {
      this.bytes = new Uint8Array(6 * target.length);
      this.span = new Span(this.bytes);
    }
    this.bytes[encoder.encodeInto(target, this.bytes).written] = QUESTION_MARK;
    return this;
  }

  private lengthAt(index: number): number {
    return (this.ends[index] ?? 0) - this.startOf(index);
  }

  private startOf(index: number): number {
    return index === 0 ? 1 : (this.ends[index - 1] ?? 0) + 1;
  }

  /** Adds the segment that ends here; false when it is empty, `.` or `..`. */
  private add(end: number): boolean {
    this.ends[this.count++] = end;
    return !this.isEmptyOrDots(this.count - 1);
  }

  private isEmptyOrDots(index: number): boolean {
    const start = this.startOf(index);
    const length = this.lengthAt(index);
    if (length > 2) return false;
    return length === 0 || (this.bytes[start] === DOT && (length === 1 || this.bytes[start + 1] === DOT));
  }

  private takeOffJson(): boolean {
    const last = this.count - 1;
    const end = this.ends[last] ?? 0;
    if (last === 0 || this.lengthAt(last) <= JSON_ENDING.length) return true;
    for (let at = 1; at <= JSON_ENDING.length; at++) {
      if (this.bytes[end - at] !== JSON_ENDING[JSON_ENDING.length - at]) return true;
    }
    if (!JSON_FAMILIES.some((family) => this.segment(0).equals(family))) return true;
    this.ends[last] = end - JSON_ENDING.length;
    return !this.isEmptyOrDots(last);
  }
}

/** A cheap hash that tells most segments apart: their length, first byte and last byte in one number. */
export function markOf(bytes: Uint8Array, start: number, end: number): number {
  return ((end - start) << 16) | ((bytes[start] ?? 0) << 8) | (bytes[end - 1] ?? 0);
}

const reader = new RequestPath();

/** The segments of a request target as `RequestPath` reads them; null for anything that could be read in more than one way. */
export function parsePath(target: string): string[] | null {
  if (!reader.read(target)) return null;
  return Array.from({ length: reader.count }, (_, index) => reader.segment(index).toString());
}
