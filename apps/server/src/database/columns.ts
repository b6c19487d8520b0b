import type { ColumnOptions, DataSource, ValueTransformer } from "typeorm";

/** Reads also what somebody else has written wrongly, as what allows least; `watchReads` tells of it. */
interface Forgiving extends ValueTransformer {
  isReadable(value: unknown): boolean;
  /** The condition of SQL for values that are not, as far as SQL can tell. @param column quoted */
  unreadable(column: string): string;
}

/** The last moment that a Date can be; the first is as far before 1970. */
const LAST_MOMENT = 8_640_000_000_000_000;

/** What is no moment is read as this very object. */
const NO_MOMENT = new Date(0);

/**
 * Epoch milliseconds in the database, a Date in the program: exact on both databases, whatever their time zone. Something else than a
 * moment, which only others can have written, is read as 1970: what was to end by it has ended, and the row can be shown and changed.
 */
const asDate: Forgiving = {
  to: (value: unknown) => (value instanceof Date ? value.getTime() : value),
  from: (value: unknown) => (value === null || value === undefined ? value : toDate(value)),
  isReadable: (value) => value === null || value === undefined || toDate(value) !== NO_MOMENT,
  unreadable: (column) => `${column} NOT BETWEEN -${LAST_MOMENT} AND ${LAST_MOMENT}`,
};

/** A moment as SQL has picked it. */
export function toDate(raw: unknown): Date {
  return isWhole(raw, LAST_MOMENT) ? new Date(Number(raw)) : NO_MOMENT;
}

/** Whether the column of this moment held something else. */
export function isUnreadable(date: Date | null): boolean {
  return date === NO_MOMENT;
}

/** A whole number from 0 to `most`. Something else, which only others can have written, is read as 0. */
function asWhole(most: number): Forgiving {
  const isReadable = (value: unknown) => value === null || value === undefined || isWhole(value, most);
  return {
    to: (value: unknown) => value,
    from: (value: unknown) => (value === null || value === undefined ? value : toWhole(value, most)),
    isReadable,
    unreadable: (column) => `${column} NOT BETWEEN -${most} AND ${most}`,
  };
}

/** A number as it stands; NaN for anything else. */
const asNumber: ValueTransformer = {
  to: (value: unknown) => value,
  from: (value: unknown) => (value === null || value === undefined ? value : Number(value)),
};

/** MySQL's driver hands out a bigint, and sums, as text. */
function isWhole(value: unknown, most: number): boolean {
  if (typeof value === "string" && !/^-?\d+$/.test(value)) return false;
  const number = Number(value);
  return Number.isInteger(number) && Math.abs(number) <= most;
}

function toWhole(value: unknown, most: number): number {
  return isWhole(value, most) ? Number(value) : 0;
}

/** What SQL has counted or added up. */
export function countOf(raw: unknown): number {
  return toWhole(raw, Number.MAX_SAFE_INTEGER);
}

const asBoolean: ValueTransformer = {
  to: (value: unknown) => (typeof value === "boolean" ? Number(value) : value),
  from: (value: unknown) => (value === null || value === undefined ? value : Number(value) === 1),
};

/** A list of texts as JSON. Something else, which only others can have written, is read as an empty list. */
const asTexts: Forgiving = {
  to: (value: unknown) => (Array.isArray(value) ? JSON.stringify(value) : value),
  from: (value: unknown) => toList(value)?.filter((text) => typeof text === "string") ?? [],
  isReadable: (value) => value === undefined || toList(value) !== null,
  unreadable: (column) =>
    `CASE WHEN JSON_VALID(${column}) THEN LOWER(JSON_TYPE(${column})) <> 'array' ELSE 1 END`,
};

function toList(json: unknown): unknown[] | null {
  try {
    const list: unknown = JSON.parse(String(json));
    return Array.isArray(list) ? list : null;
  } catch {
    return null;
  }
}

/** Stands behind text that ends in a space, or in this mark itself. */
const END = "\u0003";

/** Matches text that was given the mark. Behind any other character somebody else has written it, and it is left to be seen. */
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
/** What is no number is read as 0: see `strictCount`. */
export const int = { type: "int", transformer: asWhole(2 ** 31 - 1) } satisfies ColumnOptions;
export const optionalInt = { ...int, nullable: true } satisfies ColumnOptions;
export const count = {
  type: "bigint",
  transformer: asWhole(Number.MAX_SAFE_INTEGER),
} satisfies ColumnOptions;
export const optionalCount = { ...count, nullable: true } satisfies ColumnOptions;
/** Where counting goes on from: a wrong number must be noticed, not read as a small one. */
export const strictCount = { type: "bigint", transformer: asNumber } satisfies ColumnOptions;
export const flag = { type: "int", transformer: asBoolean } satisfies ColumnOptions;
export const id = exact(40);
export const optionalId = { ...id, nullable: true } satisfies ColumnOptions;
export const code = exact(100);
export const text = { type: "text" } satisfies ColumnOptions;
export const optionalText = { ...text, nullable: true } satisfies ColumnOptions;
export const texts = { type: "text", transformer: asTexts } satisfies ColumnOptions;

/**
 * One of some words. @param otherwise what any other word is read as, which somebody else has written: the one that allows least, so
 * that its row can be shown and changed
 */
export function oneOf<Words extends Readonly<Record<string, string>>>(
  words: Words,
  otherwise: Words[keyof Words],
  length = 16,
) {
  const known: readonly unknown[] = Object.values(words);
  const isReadable = (value: unknown) => value === undefined || known.includes(value);
  const transformer: Forgiving = {
    to: (value: unknown) => value,
    from: (value: unknown) => (isReadable(value) ? value : otherwise),
    isReadable,
    unreadable: (column) => `${column} NOT IN (${known.map((word) => `'${word}'`).join(", ")})`,
  };
  return { type: "varchar", length, transformer } satisfies ColumnOptions;
}

/** A column as TypeORM has it. */
export type ReadColumn = DataSource["entityMetadatas"][number]["columns"][number];

/** Whether what somebody else has written wrongly into this column is read all the same. */
export function isForgiving<Column extends Pick<ColumnOptions, "transformer">>(
  column: Column,
): column is Column & { transformer: Forgiving } {
  return column.transformer !== undefined && "unreadable" in column.transformer;
}

/**
 * Calls `met` at each read of `source`, from now on, that meets what somebody else has written wrongly. TypeORM tells a transformer nothing
 * of the column, and columns share theirs: so each column of `source` gets one of its own.
 */
export function watchReads(source: DataSource, met: (column: ReadColumn) => void): void {
  for (const column of source.entityMetadatas.flatMap(({ columns }) => columns)) {
    if (!isForgiving(column)) continue;
    const { transformer } = column;
    const from = (value: unknown) => {
      if (!transformer.isReadable(value)) met(column);
      return transformer.from(value);
    };
    column.transformer = { ...transformer, from };
  }
}
