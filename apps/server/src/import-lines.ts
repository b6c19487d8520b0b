import { Failure } from "@latchkey/program";
import type { z } from "zod";
import type { UserError } from "./graphql/user-error.js";
import type { Progress } from "./progress.js";

/** How many of a file's lines were carried out. */
export interface Imported {
  /** By this call. */
  made: number;
  /** Before, as an earlier call has left it. */
  before: number;
}

/** Programs of Windows begin a file with it. */
const BOM = /^\ufeff/;

/**
 * Reads lines, each a value in JSON, with their numbers from 1. Empty ones are passed over.
 * @param what a value is, for people
 * @param idOf no two lines may have the same
 * @throws {Failure} one line that names the first line which is not of this form, without what stands in it, or is there twice
 */
export async function* readJsonLines<Value>(
  lines: AsyncIterable<string>,
  form: z.ZodType<Value>,
  what: string,
  idOf: (value: Value) => string,
): AsyncGenerator<[at: number, value: Value]> {
  const lineOf = new Map<string, number>();
  let at = 0;
  for await (const text of lines) {
    at++;
    if (text.trim() === "") continue;
    // What is read as UTF-8 and is none has these in its place, and a name would stay so.
    if (text.includes("\ufffd")) throw lineFailure(at, "this is not UTF-8.");
    const value = readAs(form, at, parse(at, text.replace(BOM, "")));
    const earlier = lineOf.get(idOf(value));
    if (earlier !== undefined) throw lineFailure(at, `this ${what} is in line ${earlier} already.`);
    lineOf.set(idOf(value), at);
    yield [at, value];
  }
}

/**
 * Carries out one line after the other, each a transaction of its own, so that an import that was cut off can be run again.
 * @param values by the number of their line
 */
export async function importEach<Value>(
  values: ReadonlyMap<number, Value>,
  importOne: (at: number, value: Value) => Promise<keyof Imported>,
  progress: Progress,
): Promise<Imported> {
  const imported = { made: 0, before: 0 };
  for (const [at, value] of values) {
    imported[await importOne(at, value)]++;
    progress(imported.made + imported.before, values.size);
  }
  return imported;
}

/** For a form: refuses a text as a mutation would. */
export function usable(errorsOf: (text: string) => readonly UserError[]) {
  return ({ value, issues }: z.core.ParsePayload<string>): void => {
    for (const { message } of errorsOf(value))
      issues.push({ code: "custom", message: `can't be used: ${message}`, input: "" });
  };
}

/** Why the line with this number can't be used. */
export const lineFailure = (at: number, why: string) => new Failure(`Line ${at}: ${why}`);

function parse(at: number, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's own words repeat what it has read.
    throw lineFailure(at, "this is not JSON.");
  }
}

function readAs<Value>(form: z.ZodType<Value>, at: number, value: unknown): Value {
  const { data, error } = form.safeParse(value);
  if (error === undefined) return data;
  const [issue] = error.issues;
  throw lineFailure(at, `${issue ? inWords(issue) : "this can't be used"}.`);
}

const TYPES: Record<string, string> = { string: "a text, in quotes", array: "a list", object: "an object" };

/** What is wrong, without what was sent; but a member that there is not is named. */
function inWords(issue: z.core.$ZodIssue): string {
  const steps = issue.path.map((step) => (typeof step === "number" ? `entry ${step + 1}` : String(step)));
  const place = steps.join(", ") || "this";
  switch (issue.code) {
    case "unrecognized_keys":
      return `there is no member "${issue.keys[0]}"`;
    case "invalid_type":
      if (issue.message.endsWith("received undefined")) return `${place} is missing`;
      return `${place} must be ${TYPES[issue.expected] ?? issue.expected}`;
    default:
      return `${place} ${issue.message.replace(/\.$/, "")}`;
  }
}
