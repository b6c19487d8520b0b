import type { InputPlace } from "./literal-places.rule.js";
import { NO_DATE_TIME } from "./scalars.js";

/** What graphql-js says, without a code, after so many wrong values of variables that it looks for no more. */
export const TOO_MANY_WRONG = "Too many errors processing variables, error limit reached. Execution aborted.";

const START = /^Variable "\$(\w+)" got invalid value /;
/** Fields of the schema, and places in lists. */
const PLACE = / at "\w+((?:\.\w+|\[\d+\])+)"$/;

/**
 * Where in a variable a wrong value stands, whatever the value says of it.
 * @param message graphql-js's sentence: the value, then ` at "…"` unless it is all of the variable, then `; ` and the reason
 * @param reason the same reason, as the error has it apart from the message: it tells where it begins
 * @returns undefined when the message is about something else
 */
export function placeInVariable(message: string, reason: string): InputPlace | undefined {
  const [, name] = START.exec(message) ?? [];
  if (name === undefined) return undefined;
  // What is left ends with the place, or with the value if there is none. No value ends as a place does: a quote within a text is
  // printed with a backslash, an object ends in a brace, a list in a bracket.
  const [, path = ""] = PLACE.exec(message.slice(0, -`; ${reason}`.length)) ?? [];
  return { whole: `Variable "$${name}"`, name, path };
}

const MISSING_FIELD = /^Field "\w+" of required type "[\w![\]]+" was not provided\.$/;
/** Whatever the field's name says, the last such words are graphql-js's own. Its hint names fields of the schema. */
const UNKNOWN_FIELD = /^Field ".*" is not defined by type "(\w+)"\.( Did you mean [\w", ]+\?)?$/s;

/** What belongs in the place of a value, in each way in which graphql-js says so: a type of the schema. */
const WRONG_TYPE = [
  /^Expected (?:value of |non-nullable )?type "([\w![\]]+)"/,
  /^(Int|Float|String|Boolean|ID) cannot represent /,
  /^Enum "(\w+)" cannot represent /,
  // Whatever the value says, the last such words are graphql-js's own.
  /^Value ".*" does not exist in "(\w+)" enum\./s,
];
/** Behind all else, and in words of the schema. A value is followed by a full stop. */
const ENUM_HINT = /\. (Did you mean the enum value [\w", ]+\?)$/;

/** A reason without what was sent, such as the name of a field that the schema does not know. "" when nothing of it may be told. */
export function withoutNames(reason: string): string {
  if (MISSING_FIELD.test(reason)) return reason;
  const [, type, hint = ""] = UNKNOWN_FIELD.exec(reason) ?? [];
  if (type !== undefined) return `A field in it is not defined by type "${type}".${hint}`;
  if (reason.endsWith(NO_DATE_TIME)) return NO_DATE_TIME;
  const wanted = WRONG_TYPE.map((words) => words.exec(reason)?.[1]).find((name) => name !== undefined);
  if (wanted === undefined) return "";
  const [, meant] = ENUM_HINT.exec(reason) ?? [];
  return `A value of type "${wanted}" belongs there.${meant ? ` ${meant}` : ""}`;
}
