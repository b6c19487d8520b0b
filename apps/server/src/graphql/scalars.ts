import { GraphQLScalarType, Kind } from "graphql";

/** Why a text is no DateTime, for whoever sent it. */
export const NO_DATE_TIME = "A DateTime is RFC 3339 text, like 2026-01-31T12:00:00.000Z.";

const RFC_3339 =
  /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;
/** In UTC, years of four digits. */
const EARLIEST = Date.parse("0000-01-01T00:00:00.000Z");
const LATEST = Date.parse("9999-12-31T23:59:59.999Z");

/**
 * Reads RFC 3339 with any offset; what is finer than a millisecond is cut off, leap seconds are refused.
 * @throws TypeError that does not repeat the input; GraphQL adds where it stands
 */
export function parseDateTime(value: unknown): Date {
  const text = typeof value === "string" ? value.toUpperCase() : "";
  const [, day] = RFC_3339.exec(text) ?? [];
  const date = new Date(text);
  if (day === undefined || !isDay(day) || !(date.getTime() >= EARLIEST && date.getTime() <= LATEST))
    throw new TypeError(NO_DATE_TIME);
  return date;
}

/** JavaScript takes 30 February for 2 March. */
function isDay(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
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
    throw new TypeError("A Count is only given back, never taken.");
  },
});
