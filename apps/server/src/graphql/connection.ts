import "reflect-metadata";
import { type ClassType, Field, Int, ObjectType } from "type-graphql";
import type { ObjectLiteral, SelectQueryBuilder } from "typeorm";
import { badInput, bounded } from "./errors.js";
import type { PageArgs } from "./page-args.js";

@ObjectType({ description: "Where a page stands in its list." })
class PageInfo {
  @Field(() => Boolean, { description: "More follows this page." })
  hasNextPage: boolean;
  @Field(() => Boolean, { description: "Something stands before this page." })
  hasPreviousPage: boolean;
  @Field(() => String, { nullable: true, description: "Cursor of the page's first entry." })
  startCursor: string | null;
  @Field(() => String, { nullable: true, description: "Cursor of the page's last entry." })
  endCursor: string | null;
}

interface Edge<T> {
  cursor: string;
  node: T;
}

export interface Page<T> {
  edges: Edge<T>[];
  nodes: T[];
  pageInfo: PageInfo;
  /** Entries on all pages; asked only when it was selected. */
  count(): Promise<number>;
}

/** The GraphQL type of pages of `node`, with that of its edges. */
export function connectionOf<T extends object>(name: string, node: ClassType<T>): ClassType<Page<T>> {
  @ObjectType(`${name}Edge`, { description: "An entry of a page." })
  class NodeEdge implements Edge<T> {
    @Field(() => String, { description: "Opaque; `after` it the next page begins." })
    cursor: string;
    @Field(() => node, { description: "The entry itself." })
    node: T;
  }
  @ObjectType(`${name}Connection`, { description: "A page of a list." })
  class Connection {
    @Field(() => [NodeEdge], { description: "The page's entries, each with its cursor." })
    edges: Edge<T>[];
    @Field(() => [node], { description: "The page's entries." })
    nodes: T[];
    @Field(() => PageInfo, { description: "Where this page stands." })
    pageInfo: PageInfo;
    count: () => Promise<number>;
    @Field(() => Int, { description: "How many entries the list has, over all pages." })
    totalCount(): Promise<number> {
      return this.count();
    }
  }
  return Connection as unknown as ClassType<Page<T>>;
}

/** What a list is sorted by first, the least at the top. Several entries may have the same value, and it may change. */
interface Sorting {
  /** Stands in cursors: a cursor of another sorting is refused. */
  name: string;
  /** SQL, which is never NULL. */
  value: string;
  isNumber: boolean;
}

/** An entry as a cursor names it. */
interface Named {
  id: string;
  /** By what it was sorted when it was listed, so that whoever goes on from there misses nothing, even if that has changed since. Null without a sorting. */
  value: string | number | null;
}

/** Drivers give some numbers as text. */
const readValue = ({ isNumber }: Sorting, raw: unknown) => (isNumber ? Number(raw) : String(raw));

function toCursor({ id, value }: Named, sorting: Sorting | undefined): string {
  return Buffer.from(sorting ? `${id} ${sorting.name} ${value}` : id).toString("base64url");
}

/** What a cursor names; null when no list with this sorting can have made it. */
function fromCursor(cursor: string, sorting: Sorting | undefined): Named | null {
  const text = Buffer.from(cursor, "base64url").toString();
  const [, id, name, raw] = /^([a-z]{3}_\w{1,36})(?: (\w+) (.+))?$/s.exec(text) ?? [];
  if (id === undefined || name !== sorting?.name) return null;
  const named = { id, value: sorting ? readValue(sorting, raw) : null };
  if (sorting?.isNumber && !Number.isFinite(named.value)) return null;
  // Whatever is not base64url is skipped when it is read.
  return toCursor(named, sorting) === cursor ? named : null;
}

/**
 * Where a cursor stands: what its entry has in the column `by`, and the value that it was sorted by. Rows of lists stay for ever, deleted
 * keys too, so what names none of them was never given out.
 * @throws BAD_USER_INPUT when it is no cursor of `whole` with this sorting
 */
async function placeOf<T extends ObjectLiteral>(
  { connection, expressionMap }: SelectQueryBuilder<T>,
  cursor: string,
  { whole = {}, by = "id", sorting }: Listing,
): Promise<{ start: unknown; value: Named["value"] }> {
  const named = fromCursor(cursor, sorting);
  const entity = expressionMap.mainAlias?.target ?? "";
  const entry: ObjectLiteral | null =
    named === null ? null : await connection.manager.findOneBy(entity, { ...whole, id: named.id });
  if (named !== null && entry?.[by] != null) return { start: entry[by], value: named.value };
  throw badInput('"after" must be a cursor of this list.');
}

export interface Listing {
  order?: "newest" | "oldest";
  /** The column by which it is in order, different in each entry and null in none. Left out: the id, which sorts by the time of its making. */
  by?: string;
  /** Left out: by that column alone. */
  sorting?: Sorting;
  /** What all entries of the list have in common, whatever it is filtered by: a cursor holds as long as its entry is one of these. */
  whole?: object;
}

/**
 * One page of what `list` selects, newest first unless told otherwise.
 * @throws BAD_USER_INPUT when `first` is not from 1 to 100, or `after` is no cursor of this list
 */
export async function paginate<T extends ObjectLiteral & { id: string }>(
  list: SelectQueryBuilder<T>,
  { first, after }: PageArgs,
  listing: Listing = {},
): Promise<Page<T>> {
  bounded("first", first, 1, 100);
  const { order = "newest", by = "id", sorting } = listing;
  const column = `${list.alias}.${by}`;
  const place = after == null ? null : await placeOf(list, after, listing);
  const page = list.clone().take(first + 1);
  if (sorting) page.addSelect(sorting.value, "sortedBy").orderBy("sortedBy");
  page.addOrderBy(column, order === "newest" ? "DESC" : "ASC");
  const [is, isNot] = order === "newest" ? (["<", ">="] as const) : ([">", "<="] as const);
  const behind = `${column} ${is} :start`;
  const beyond = sorting
    ? `(${sorting.value} > :value OR (${sorting.value} = :value AND ${behind}))`
    : behind;
  // SQLite uses no index for what is behind NOT.
  const notBeyond = sorting ? `NOT (${beyond})` : `${column} ${isNot} :start`;
  if (place !== null) page.andWhere(beyond, place);
  const { entities: rows, raw } = await page.getRawAndEntities<{ sortedBy: unknown }>();
  const nodes = rows.slice(0, first);
  const before = place === null ? null : list.clone().andWhere(notBeyond, place);
  const edges = nodes.map((node, at) => {
    const value = sorting ? readValue(sorting, raw[at]?.sortedBy) : null;
    return { cursor: toCursor({ id: node.id, value }, sorting), node };
  });
  return {
    edges,
    nodes,
    pageInfo: {
      hasNextPage: rows.length > first,
      hasPreviousPage: before !== null && (await before.getExists()),
      startCursor: edges.at(0)?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
    count: () => list.clone().getCount(),
  };
}
