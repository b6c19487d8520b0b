import { useQuery } from "@apollo/client/react";
import { useEffect } from "react";
import { FirstUseQuery } from "./first-use.graphql.js";
import { type AnyKey, isUnused } from "./first-use.js";

interface FirstUse {
  /** Undefined until it is known. */
  unused: boolean | undefined;
  keys: readonly AnyKey[];
  error: unknown;
  refetch: () => Promise<unknown>;
}

/** Whether the account waits for its first request; asked anew every `poll` milliseconds for as long as it does. */
export function useFirstUse(sid: string, poll: number): FirstUse {
  const { data, error, refetch, startPolling, stopPolling } = useQuery(FirstUseQuery, { variables: { sid } });
  const keys = data?.account.apiKeys;
  const unused = keys && isUnused(keys);
  useEffect(() => {
    if (!unused) return;
    startPolling(poll);
    return stopPolling;
  }, [unused, poll, startPolling, stopPolling]);
  return { unused, keys: keys?.nodes ?? [], error, refetch };
}
