import type { SignedIn } from "../accounts/account.js";
import { client } from "../apollo/client.js";
import { FirstUseQuery } from "../get-started/first-use.graphql.js";

/**
 * Where the dashboard begins for this person: at the first steps for as long as the account has made no request. Operators begin at
 * their work, also those who hear there that they need a second factor first.
 */
export async function homeOf({ account, viewer }: SignedIn) {
  if (!account) return viewer.isOperator || viewer.lacksSecondFactor ? "/operations" : "/keys";
  const { data } = await client
    .query({ query: FirstUseQuery, variables: { sid: account.sid } })
    .catch(() => ({ data: undefined }));
  return data && !data.account.hasRequests ? "/get-started" : "/keys";
}
