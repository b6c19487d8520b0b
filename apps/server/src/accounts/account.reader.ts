import { Brackets } from "typeorm";
import { type Page, paginate } from "../graphql/connection.js";
import type { Context } from "../graphql/context.js";
import { searchable, searcher } from "../graphql/search.js";
import type { AccountsArgs } from "./account.args.js";
import { Account } from "./account.entity.js";
import { requireOperator } from "./operator.check.js";

/** A page of all accounts, for operators. @throws FORBIDDEN; BAD_USER_INPUT when the filter is out of bounds */
export async function listAccounts(
  context: Context,
  { search, ...page }: AccountsArgs,
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
  return paginate(accounts, page);
}
