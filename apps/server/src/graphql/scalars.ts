import { GraphQLScalarType, Kind } from "graphql";
import { badInput } from "./errors.js";

const RFC_3339 = /^\d{4}-(0[1-9]|1[0-2])-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d{1,9})?([Zz]|[+-]\d{2}:\d{2})$/;

/** Reads RFC 3339 with any offset; what is finer than a millisecond is cut off. The input is never repeated in an error. */
export function parseDateTime(value: unknown): Date {
  const date = typeof value === "string" && RFC_3339.test(value) ? new Date(value.toUpperCase()) : null;
  if (date === null || Number.isNaN(date.getTime()))
    throw badInput("A DateTime is RFC 3339 text, like 2026-01-31T12:00:00.000Z.");
  return date;
}

export const DateTime = new GraphQLScalarType<Date, string>({
  name: "DateTime",
  description: "A moment: RFC 3339, given back in UTC with milliseconds.",
  serialize: (value) => (value as Date).toISOString(),
  parseValue: parseDateTime,
  parseLiteral: (node) => parseDateTime(node.kind === Kind.STRING ? node.value : null),
});

export const Count = new GraphQLScalarType<number, number>({
  name: "Count",
  description: "A whole number from 0 to 2^53 - 1; an Int would end at 2^31 - 1.",
  serialize: (value) => {
    if (!Number.isSafeInteger(value)) throw new Error("Not a count.");
    return value as number;
  },
  parseValue: () => {
    throw badInput("A Count is only given back, never taken.");
  },
});
