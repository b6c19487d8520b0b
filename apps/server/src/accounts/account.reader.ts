import { Brackets } from "typeorm";
import { type Page, paginate } from "../graphql/connection.js";
import type { Context } from "../graphql/context.js";
import type { PageArgs } from "../graphql/page-args.js";
import { searchable, searcher } from "../graphql/search.js";
import { Account } from "./account.entity.js";
import { requireOperator } from "./operator.check.js";

/** How a page of accounts is chosen. Left out or null: all of them. */
export interface AccountFilter extends PageArgs {
  search: string | null | undefined;
}

/** A page of all accounts, for operators. @throws FORBIDDEN; BAD_USER_INPUT when the filter is out of bounds */
export async function listAccounts(
  context: Context,
  { first, after, search }: AccountFilter,
): Promise<Page<Account>> {
  requireOperator(context);
  const accounts = context.installation.database.reader.manager.createQueryBuilder(Account, "account");
  if (search) {
    const part = searchable(search);
    const contains = searcher(accounts);
    accounts.where(
      new Brackets((any) => {
        for (const column of ["sid", "name"]) contains(any, `account.${column}`, "text", part);
      }),
    );
  }
  return paginate(accounts, { first, after });
}
