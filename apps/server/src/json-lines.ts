import { Failure } from "@latchkey/program";
import type { z } from "zod";

/** Programs of Windows begin a file with it. */
const BOM = /^\ufeff/;

/**
 * Reads lines, each a value in JSON, with their numbers from 1. Empty ones are passed over.
 * @throws {Failure} one line that names the first line which is not of this form, without what stands in it
 */
export async function* readJsonLines<Value>(
  lines: AsyncIterable<string>,
  form: z.ZodType<Value>,
): AsyncGenerator<[at: number, value: Value]> {
  let at = 0;
  for await (const text of lines) {
    at++;
    if (text.trim() === "") continue;
    // What is read as UTF-8 and is none has these in its place, and a name would stay so.
    if (text.includes("\ufffd")) throw lineFailure(at, "this is not UTF-8.");
    yield [at, readAs(form, at, parse(at, text.replace(BOM, "")))];
  }
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
