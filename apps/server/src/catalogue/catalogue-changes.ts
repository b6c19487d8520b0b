import { Api } from "./api.entity.js";
import type { CatalogueContent } from "./check-catalogue.js";
import { Operation } from "./operation.entity.js";

/** Rows of one table that must be written so that it says what the catalogue says. */
export interface RowChanges<Row> extends Record<Kind, Omit<Row, "revision">[]> {}

/** What becomes of a row; "moved": nothing but its place in the catalogue is another. */
const KINDS = ["added", "restored", "changed", "moved", "retired"] as const;
type Kind = (typeof KINDS)[number];

export interface CatalogueChanges {
  apis: RowChanges<Api>;
  operations: RowChanges<Operation>;
}

/** What differs between the catalogue and the rows. Nothing is ever deleted: a retired row keeps what keys were granted. */
export function changesOf(
  content: CatalogueContent,
  apis: readonly Api[],
  operations: readonly Operation[],
  now: Date,
): CatalogueChanges {
  const rows = new Map(apis.map((api) => [api.code, api]));
  const wantedApis = content.apis.map((api) => {
    const { operatorLimit = null, operatorLimitById = null } = rows.get(api.code) ?? {};
    return { ...api, operatorLimit, operatorLimitById, retiredAt: null };
  });
  const wantedOperations = content.operations.map((operation) => ({ ...operation, retiredAt: null }));
  return { apis: compare(wantedApis, apis, now), operations: compare(wantedOperations, operations, now) };
}

/**
 * Codes that stood for an operation and would now stand for an Api, or the other way round, as sentences. Keys keep codes that are retired:
 * one that was granted a single operation would hold all of the Api.
 */
export function reusedCodes(
  content: CatalogueContent,
  apis: readonly Api[],
  operations: readonly Operation[],
): string[] {
  const codesOf = (rows: readonly { code: string }[]) => new Set(rows.map(({ code }) => code));
  const newIn = (
    wanted: readonly { code: string }[],
    rows: ReadonlySet<string>,
    others: ReadonlySet<string>,
  ) => wanted.map(({ code }) => code).filter((code) => !rows.has(code) && others.has(code));
  const [known, knownOperations] = [codesOf(apis), codesOf(operations)];
  return [
    ...newIn(content.apis, known, knownOperations).map(
      (code) => `the tag ${code} uses the code of an operation`,
    ),
    ...newIn(content.operations, knownOperations, known).map((code) => `${code} uses the code of an Api`),
  ].map((reuse) => `${reuse} that was in the catalogue, which keys may still hold`);
}

/** Whether the rows say already what the catalogue says. */
export function isEmpty({ apis, operations }: CatalogueChanges): boolean {
  return [apis, operations].every((changes) => KINDS.every((kind) => changes[kind].length === 0));
}

/**
 * Such as "Apis: 12 added; operations: 93 added, 1 changed (voice.calls.get)". What has only moved is told where nothing else is: a row that
 * comes in between moves all below it.
 */
export function summaryOf({ apis, operations }: CatalogueChanges): string {
  const parts = [partOf("Apis", apis), partOf("operations", operations)];
  return parts.filter((part) => part !== "").join("; ") || "The order of the catalogue was changed";
}

function partOf(what: string, changes: RowChanges<{ code: string }>): string {
  const counts = KINDS.flatMap((kind) => {
    const codes = changes[kind].map(({ code }) => code);
    if (codes.length === 0 || kind === "moved") return [];
    return [`${codes.length} ${kind}${codes.length <= NAMED ? ` (${codes.join(", ")})` : ""}`];
  });
  return counts.length === 0 ? "" : `${what}: ${counts.join(", ")}`;
}

/** Longest list of codes that a summary names. */
const NAMED = 5;

type Row = { code: string; retiredAt: Date | null; revision: number };

function compare<R extends Row>(
  wanted: readonly (Omit<R, "revision"> & { code: string })[],
  rows: readonly R[],
  now: Date,
): RowChanges<R> {
  const left = new Map(rows.map((row) => [row.code, row]));
  const changes: RowChanges<R> = { added: [], restored: [], changed: [], moved: [], retired: [] };
  for (const next of wanted) {
    const row = left.get(next.code);
    left.delete(next.code);
    const kind = row === undefined ? "added" : kindOf(row, next);
    if (kind !== null) changes[kind].push(next);
  }
  for (const row of left.values())
    if (row.retiredAt === null) changes.retired.push({ ...row, retiredAt: now });
  return changes;
}

/** Null: the row says already what is wanted. */
function kindOf<R extends Row>(row: R, wanted: Omit<R, "revision">): Kind | null {
  const differing = Object.entries(wanted).filter(([name, value]) => row[name as keyof R] !== value);
  if (differing.length === 0) return null;
  if (row.retiredAt !== null) return "restored";
  return differing.every(([name]) => name === "position") ? "moved" : "changed";
}
