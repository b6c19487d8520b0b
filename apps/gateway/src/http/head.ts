import { STATUS_CODES, validateHeaderValue } from "node:http";

const SECOND = 1_000;

/**
 * The head of an answer on a connection that is kept, as Node.js would write it.
 * @param headers names (of our own: letters, digits and hyphens) and values in turn, without Content-Length, Date and those about the connection
 * @param length bytes of the body
 * @param keepAliveTimeout milliseconds
 * @throws TypeError when a value has characters that no header may have
 */
export function headOf(
  status: number,
  headers: readonly string[],
  length: number,
  keepAliveTimeout: number,
): string {
  const { begins, valid } = formOf(headers);
  let lines = "";
  for (let at = 0; at < begins.length; at++) lines += (begins[at] ?? "") + (headers[2 * at + 1] ?? "");
  if (!valid.test(lines)) refuse(headers);
  const seconds = Math.floor(keepAliveTimeout / SECOND);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status]}${lines}\r\nContent-Length: ${length}\r\nDate: ${httpDate()}\r\nConnection: keep-alive\r\nKeep-Alive: timeout=${seconds}\r\n\r\n`;
}

/** What the header lines of all answers with the same names in the same order share. */
interface Form {
  names: readonly string[];
  /** The start of each line. */
  begins: readonly string[];
  /** Matches the lines when Node.js would take every value: none has a line break, say, which would begin another header. */
  valid: RegExp;
}

/** Those of all answers so far: a handful, since the names are our own. One pattern for all lines takes a fraction of looking at each value. */
const forms: Form[] = [];

function formOf(headers: readonly string[]): Form {
  for (const form of forms) if (hasForm(headers, form)) return form;
  const form = newForm(headers.filter((_, at) => at % 2 === 0));
  forms.push(form);
  return form;
}

function newForm(names: readonly string[]): Form {
  const begins = names.map((name) => `\r\n${name}: `);
  const lines = begins.map((begin) => `${begin}[\\t\\x20-\\x7e\\x80-\\xff]*`);
  return { names, begins, valid: new RegExp(`^${lines.join("")}$`) };
}

function hasForm(headers: readonly string[], { names }: Form): boolean {
  if (headers.length !== 2 * names.length) return false;
  for (let at = 0; at < names.length; at++) if (names[at] !== headers[2 * at]) return false;
  return true;
}

/** Throws as Node.js does. */
function refuse(headers: readonly string[]): void {
  for (let at = 0; at < headers.length; at += 2)
    validateHeaderValue(headers[at] ?? "", headers[at + 1] ?? "");
}

let date = { second: Number.NaN, text: "" };

/** Now, as HTTP writes it (RFC 9110 §5.6.7). */
function httpDate(): string {
  const second = Math.floor(Date.now() / SECOND);
  if (second !== date.second) date = { second, text: new Date(second * SECOND).toUTCString() };
  return date.text;
}
