import { type Standing, standingIn } from "../accounts/account.service.js";
import type { Context } from "../graphql/context.js";
import { notFound } from "../graphql/errors.js";
import type { ApiKey } from "./api-key.entity.js";
import { livingKey } from "./api-key.reader.js";

/** A living key that who asks may read, and what they are in its account. @throws NOT_FOUND for any other id */
export async function readKey(context: Context, id: string): Promise<{ key: ApiKey; standing: Standing }> {
  const { manager } = context.installation.database.reader;
  const key = await livingKey(manager, { id });
  if (key === null) throw notFound();
  return { key, standing: await standingIn(context, manager, { id: key.accountId }) };
}
