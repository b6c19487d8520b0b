import { type Standing, standingIn } from "../accounts/account.service.js";
import type { Context } from "../graphql/context.js";
import { found } from "../graphql/errors.js";
import type { ApiKey } from "./api-key.entity.js";
import { livingKey } from "./api-key.reader.js";

/** A living key that who asks may read, and what they are in its account. @throws NOT_FOUND for any other id */
export async function readKey(context: Context, id: string): Promise<{ key: ApiKey; standing: Standing }> {
  const { manager } = context.installation.database.reader;
  const key = found(await livingKey(manager, { id }));
  return { key, standing: await standingIn(context, manager, { id: key.accountId }) };
}
