import type { WhereExpressionBuilder } from "typeorm";
import { badInput } from "./errors.js";

const LONGEST_SEARCH = 100;

/**
 * Gives back what is searched for, with blanks for control characters: no text has any, and a database may end what it compares at one.
 * @throws BAD_USER_INPUT when it is longer than 100 characters
 */
export function searchable(search: string): string {
  if (search.length > LONGEST_SEARCH) throw badInput(`"search" may have ${LONGEST_SEARCH} characters.`);
  return search.replace(/\p{Cc}/gu, " ");
}

/**
 * Adds that `column` may hold `part`, whatever its case. LOWER knows ASCII alone on SQLite, so text is looked for as it was typed too.
 * @param name of the query's parameter, the same for the same part
 */
export function contains(any: WhereExpressionBuilder, column: string, name: string, part: string): void {
  const escaped = part.replace(/[!%_]/g, "!$&");
  any.orWhere(`${column} LIKE :${name} ESCAPE '!'`, { [name]: `%${escaped}%` });
  any.orWhere(`LOWER(${column}) LIKE :${name}Lower ESCAPE '!'`, {
    [`${name}Lower`]: `%${escaped.toLowerCase()}%`,
  });
}
