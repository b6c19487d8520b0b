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

export const instant = { type: "bigint", transformer: asDate } satisfies ColumnOptions;
export const optionalInstant = { ...instant, nullable: true } satisfies ColumnOptions;
export const count = { type: "bigint", transformer: asNumber } satisfies ColumnOptions;
export const flag = { type: "int", transformer: asBoolean } satisfies ColumnOptions;
export const id = { type: "varchar", length: 40 } satisfies ColumnOptions;
export const optionalId = { ...id, nullable: true } satisfies ColumnOptions;
export const code = { type: "varchar", length: 100 } satisfies ColumnOptions;
export const text = { type: "text" } satisfies ColumnOptions;
export const optionalText = { ...text, nullable: true } satisfies ColumnOptions;
