import { In } from "typeorm";
import type { Context } from "../graphql/context.js";
import { notForKeys } from "../graphql/errors.js";
import { batched, rowsByKey } from "../graphql/loader.js";
import { User } from "../identity/user.entity.js";
import { userById } from "../identity/user.service.js";
import type { Account } from "./account.entity.js";
import { Member } from "./member.entity.js";

/** The people in an account, who came first at the top; without rows that name nobody. @throws FORBIDDEN for a key: it manages keys, not people */
export async function listMembers(context: Context, { id }: Account): Promise<Member[]> {
  if (context.automation !== null) throw notForKeys();
  return membersOf(context, id);
}

const membersOf = batched<string, Member[]>(async ({ installation }, ids) => {
  const rows = await installation.database.reader.manager
    .createQueryBuilder(Member, "member")
    .innerJoin(User, "user", "user.id = member.userId")
    .where({ accountId: In([...ids]) })
    .orderBy({ "member.joinedAt": "ASC", "member.id": "ASC" })
    .getMany();
  return rowsByKey(ids, rows, (row) => row.accountId);
});

/** The person that a member is. */
export async function userOf(context: Context, { userId }: Member): Promise<User> {
  const user = await userById(context, userId);
  if (user === null) throw new Error("A member names a user who is not there.");
  return user;
}
