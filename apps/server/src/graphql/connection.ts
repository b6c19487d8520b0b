import "reflect-metadata";
import { type ClassType, Field, Int, ObjectType } from "type-graphql";
import type { ObjectLiteral, SelectQueryBuilder } from "typeorm";
import { badInput, bounded } from "./errors.js";
import type { PageArgs } from "./page-args.js";

@ObjectType({ description: "Where a page stands in its list." })
export class PageInfo {
  @Field(() => Boolean, { description: "More follows this page." })
  hasNextPage: boolean;
  @Field(() => Boolean, { description: "Something stands before this page." })
  hasPreviousPage: boolean;
  @Field(() => String, { nullable: true, description: "Cursor of the page's first entry." })
  startCursor: string | null;
  @Field(() => String, { nullable: true, description: "Cursor of the page's last entry." })
  endCursor: string | null;
}

export interface Edge<T> {
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

const toCursor = (id: string) => Buffer.from(id).toString("base64url");

/** What a cursor names; null when no list can have made it. */
function fromCursor(cursor: string): string | null {
  const id = Buffer.from(cursor, "base64url").toString();
  // Whatever is not base64url is skipped when it is read.
  return /^[a-z]{3}_\w{1,36}$/.test(id) && toCursor(id) === cursor ? id : null;
}

/**
 * Where a cursor stands: what its entry has in the column `by`. Rows of lists stay for ever, deleted keys too, so what names none of them
 * was never given out.
 * @throws BAD_USER_INPUT when it is no cursor of `whole`
 */
async function placeOf<T extends ObjectLiteral>(
  { connection, expressionMap }: SelectQueryBuilder<T>,
  cursor: string,
  { whole = {}, by = "id" }: Listing,
): Promise<unknown> {
  const id = fromCursor(cursor);
  const entity = expressionMap.mainAlias?.target ?? "";
  const entry: ObjectLiteral | null =
    id === null ? null : await connection.manager.findOneBy(entity, { ...whole, id });
  if (entry?.[by] != null) return entry[by];
  throw badInput('"after" must be a cursor of this list.');
}

interface Listing {
  order?: "newest" | "oldest";
  /** The column by which it is in order, different in each entry and null in none. Left out: the id, which sorts by the time of its making. */
  by?: string;
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
  const { order = "newest", by = "id" } = listing;
  const column = `${list.alias}.${by}`;
  const start = after == null ? null : await placeOf(list, after, listing);
  const page = list
    .clone()
    .orderBy(column, order === "newest" ? "DESC" : "ASC")
    .take(first + 1);
  const [beyond, within] = order === "newest" ? ["<", ">="] : [">", "<="];
  if (start !== null) page.andWhere(`${column} ${beyond} :start`, { start });
  const rows = await page.getMany();
  const nodes = rows.slice(0, first);
  const before = start === null ? null : list.clone().andWhere(`${column} ${within} :start`, { start });
  const edges = nodes.map((node) => ({ cursor: toCursor(node.id), node }));
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
