import type { DataSource, WhereExpressionBuilder } from "typeorm";
import { badInput } from "./errors.js";

const LONGEST_SEARCH = 100;

/**
 * Gives back what is searched for, with blanks for control characters: no text has any, and a database may end what it compares at one.
 * @throws BAD_USER_INPUT when it is longer than 100 characters
 */
export function searchable(search: string): string {
  if (search.length > LONGEST_SEARCH)
    throw badInput(`"search" may have at most ${LONGEST_SEARCH} characters.`);
  return search.replace(/\p{Cc}/gu, " ");
}

/**
 * Makes conditions that a column contains a text, whatever its case. On SQLite by GLOB with sets such as `[äÄ]`, since LIKE and LOWER know
 * only the cases of ASCII there.
 * @param connection of the list that is searched
 */
export function searcher({ connection }: { connection: DataSource }): Contains {
  return connection.options.type === "mysql" ? containsByLike : containsByGlob;
}

/** @param name of the query's parameter, the same for the same part */
type Contains = (any: WhereExpressionBuilder, column: string, name: string, part: string) => void;

const containsByLike: Contains = (any, column, name, part) => {
  const escaped = part.replace(/[!%_]/g, "!$&");
  // As it was typed, too: JavaScript and MySQL have different small forms of some letters.
  any.orWhere(`${column} LIKE :${name} ESCAPE '!'`, { [name]: `%${escaped}%` });
  any.orWhere(`LOWER(${column}) LIKE :${name}Lower ESCAPE '!'`, {
    [`${name}Lower`]: `%${escaped.toLowerCase()}%`,
  });
};

const containsByGlob: Contains = (any, column, name, part) => {
  any.orWhere(`${column} GLOB :${name}`, { [name]: `*${[...part].map(inAnyCase).join("")}*` });
};

/** A pattern of GLOB for one character in either case. A case that takes several characters is left out. */
function inAnyCase(character: string): string {
  if ("*?[".includes(character)) return `[${character}]`;
  const cases = [character, character.toLowerCase(), character.toUpperCase()];
  const forms = new Set(cases.filter((form) => [...form].length === 1));
  return forms.size === 1 ? character : `[${[...forms].join("")}]`;
}
