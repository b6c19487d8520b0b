import { client } from "../apollo/client.js";
import { FirstUseQuery } from "../get-started/first-use.graphql.js";
import type { SignedIn } from "../identity/account.js";

/** Where the dashboard begins for this person: at the first steps for as long as the account has made no request. */
export async function homeOf({ account, viewer }: SignedIn) {
  if (!account) return viewer.isOperator ? "/operations" : "/keys";
  const { data } = await client
    .query({ query: FirstUseQuery, variables: { sid: account.sid } })
    .catch(() => ({ data: undefined }));
  return data && !data.account.hasRequests ? "/get-started" : "/keys";
}
