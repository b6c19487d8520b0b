import { useQuery } from "@apollo/client/react";
import { useEffect } from "react";
import { FirstUseQuery } from "./first-use.graphql.js";

/** Whether the account waits for its first request, undefined until it is known; asked anew every `poll` milliseconds for as long as it does. */
export function useFirstUse(sid: string, poll: number): boolean | undefined {
  const { data, startPolling, stopPolling } = useQuery(FirstUseQuery, {
    variables: { sid },
    fetchPolicy: "cache-first",
  });
  const unused = data && !data.account.hasRequests;
  useEffect(() => {
    if (!unused) return;
    startPolling(poll);
    return stopPolling;
  }, [unused, poll, startPolling, stopPolling]);
  return unused;
}
