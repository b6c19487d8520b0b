import { setImmediate as breathe } from "node:timers/promises";
import { type EntityManager, type FindOperator, In } from "typeorm";
import { Operation } from "../catalogue/operation.entity.js";
import { countOf, toDate } from "../database/columns.js";
import { groupBy } from "../graphql/loader.js";
import type { AddressUsage, ApiUsage, OperationUsage } from "./key-usage.js";

/** Calls that passed, and calls that did not. */
export interface Sums {
  allowed: number;
  denied: number;
}

/** Of rows of UsageMinute, called "minute". */
export const SUM_ALLOWED = "SUM(CASE WHEN minute.outcome = 'ALLOWED' THEN minute.calls ELSE 0 END)";
export const SUM_DENIED = "SUM(CASE WHEN minute.outcome = 'ALLOWED' THEN 0 ELSE minute.calls END)";

/** The same as the database gives them: MySQL's driver hands out sums as text. @param row left out: none */
export function sumsOf(row?: Record<keyof Sums, string>): Sums {
  return { allowed: countOf(row?.allowed ?? 0), denied: countOf(row?.denied ?? 0) };
}

/**
 * Keys whose calls one query adds up, a busy month of them in a quarter of a second: SQLite lets nobody else be served meanwhile, and MySQL
 * is given up when it is silent for long.
 */
const KEYS = 25;

/** What `query` finds for any number of keys, a few at a time. Without a join: with one MariaDB reads all that it has of each key. */
export async function sumsOfKeys<Row>(
  ids: readonly string[],
  query: (apiKeyId: FindOperator<string>) => Promise<Row[]>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (let start = 0; start < ids.length; start += KEYS) {
    rows.push(...(await query(In(ids.slice(start, start + KEYS)))));
    await breathe();
  }
  return rows;
}

/** The most addresses that are listed of a key, or of a token. */
export const MOST_ADDRESSES = 100;

/** Calls from an address, as the database gives them. */
export type RawAddress = Record<"address" | "calls" | "lastAt", string>;

export function addressUsageOf({ address, calls, lastAt }: RawAddress): AddressUsage {
  return { address, calls: countOf(calls), lastSeenAt: toDate(lastAt) };
}

export function totalOf(parts: readonly Sums[]): Sums {
  return parts.reduce<Sums>(
    (all, part) => ({ allowed: all.allowed + part.allowed, denied: all.denied + part.denied }),
    { allowed: 0, denied: 0 },
  );
}

/** The Api of each operation, also of one that has left the catalogue. */
export async function apisOfOperations(manager: EntityManager): Promise<ReadonlyMap<string, string>> {
  const operations = await manager.find(Operation, { select: { code: true, apiCode: true } });
  return new Map(operations.map(({ code, apiCode }) => [code, apiCode]));
}

/** Calls per operation, the most called first; those that matched none, whose operation is "", are left out. */
export function perOperation(calls: readonly OperationUsage[]): OperationUsage[] {
  return added(calls, ({ operation }) => operation).map(([operation, sums]) => ({ operation, ...sums }));
}

/** The same per Api. */
export function perApi(calls: readonly OperationUsage[], apiOf: ReadonlyMap<string, string>): ApiUsage[] {
  const apis = added(calls, ({ operation }) => apiOf.get(operation) ?? operation);
  return apis.map(([api, sums]) => ({ api, ...sums }));
}

function added(
  calls: readonly OperationUsage[],
  nameOf: (calls: OperationUsage) => string,
): [name: string, sums: Sums][] {
  const groups = groupBy(
    calls.filter(({ operation }) => operation !== ""),
    nameOf,
  );
  return [...groups]
    .map(([name, group]): [string, Sums] => [name, totalOf(group)])
    .sort(([, a], [, b]) => b.allowed + b.denied - a.allowed - a.denied);
}
