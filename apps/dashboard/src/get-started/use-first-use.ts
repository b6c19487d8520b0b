import { useQuery } from "@apollo/client/react";
import { usePolling } from "../apollo/use-polling.js";
import { FirstUseQuery } from "./first-use.graphql.js";

/** Whether the account waits for its first request, undefined until it is known; asked anew every `poll` milliseconds for as long as it does. */
export function useFirstUse(sid: string, poll: number): boolean | undefined {
  const query = useQuery(FirstUseQuery, {
    variables: { sid },
    fetchPolicy: "cache-first",
  });
  const unused = query.data && !query.data.account.hasRequests;
  usePolling(query, unused ? poll : null);
  return unused;
}
