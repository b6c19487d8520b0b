import type { ColumnOptions, ValueTransformer } from "typeorm";

/** Epoch milliseconds in the database, a Date in the program: exact on both databases, whatever their time zone. */
const asDate: ValueTransformer = {
  to: (value: unknown) => (value instanceof Date ? value.getTime() : value),
  from: (value: unknown) => (value === null || value === undefined ? value : new Date(Number(value))),
};

/** MySQL's driver hands out a bigint as text. */
const asNumber: ValueTransformer = {
  to: (value: unknown) => value,
  from: (value: unknown) => (value === null || value === undefined ? value : Number(value)),
};

const asBoolean: ValueTransformer = {
  to: (value: unknown) => (typeof value === "boolean" ? Number(value) : value),
  from: (value: unknown) => (value === null || value === undefined ? value : Number(value) === 1),
};

/** Stands behind text that ends in a space, or in this mark itself. */
const END = "\u0003";

/** Of a text that needs the mark; where it stands behind another, somebody else has written it, and it stays to be seen. */
const MARKED = new RegExp(`[ ${END}]${END}$`);

/**
 * Text that is looked for as it is, spaces at its end included. MySQL's binary collation passes over those, and its one that does not has
 * another name on MariaDB; so text in the database never ends in a space.
 */
const asExact: ValueTransformer = {
  to: (value: unknown) =>
    typeof value === "string" && (value.endsWith(" ") || value.endsWith(END)) ? value + END : value,
  from: (value: unknown) =>
    typeof value === "string" && MARKED.test(value) ? value.slice(0, -END.length) : value,
};

/** @param length of what is stored: one more than the text's where that may end in a space */
export const exact = (length: number) =>
  ({ type: "varchar", length, transformer: asExact }) satisfies ColumnOptions;
export const instant = { type: "bigint", transformer: asDate } satisfies ColumnOptions;
export const optionalInstant = { ...instant, nullable: true } satisfies ColumnOptions;
export const count = { type: "bigint", transformer: asNumber } satisfies ColumnOptions;
export const optionalCount = { ...count, nullable: true } satisfies ColumnOptions;
export const flag = { type: "int", transformer: asBoolean } satisfies ColumnOptions;
export const id = exact(40);
export const optionalId = { ...id, nullable: true } satisfies ColumnOptions;
export const code = exact(100);
export const text = { type: "text" } satisfies ColumnOptions;
export const optionalText = { ...text, nullable: true } satisfies ColumnOptions;
