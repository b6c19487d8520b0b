import { Brackets, type SelectQueryBuilder } from "typeorm";
import { type Page, paginate } from "../graphql/connection.js";
import type { Context } from "../graphql/context.js";
import { searchable, searcher } from "../graphql/search.js";
import { User } from "../identity/user.entity.js";
import type { AccountsArgs } from "./account.args.js";
import { Account } from "./account.entity.js";
import { Member } from "./member.entity.js";
import { requireOperator } from "./operator.check.js";

/** A page of all accounts, for operators. @throws FORBIDDEN; BAD_USER_INPUT when the filter is out of bounds */
export async function listAccounts(
  context: Context,
  { search, suspended, ...page }: AccountsArgs,
): Promise<Page<Account>> {
  requireOperator(context);
  const accounts = context.installation.database.reader.manager.createQueryBuilder(Account, "account");
  if (search) accounts.andWhere(matching(search, accounts));
  if (suspended != null) accounts.andWhere("account.suspended = :suspended", { suspended });
  return paginate(accounts, page);
}

/** Accounts that have this text in their sid or name; or, where it has an "@", in the address of somebody in them. */
function matching(search: string, accounts: SelectQueryBuilder<Account>): Brackets {
  const part = searchable(search);
  const contains = searcher(accounts);
  return new Brackets((any) => {
    for (const column of ["sid", "name"]) contains(any, `account.${column}`, "text", part);
    if (!part.includes("@")) return;
    const theirs = accounts
      .subQuery()
      .select("member.accountId")
      .from(Member, "member")
      .innerJoin(User, "user", "user.id = member.userId")
      .where(new Brackets((either) => contains(either, "user.email", "text", part)));
    any.orWhere(`account.id IN ${theirs.getQuery()}`);
  });
}
