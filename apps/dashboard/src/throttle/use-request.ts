import type { ErrorLike } from "@apollo/client";
import { useQuery } from "@apollo/client/react";
import { type FragmentOf, readFragment } from "../graphql.js";
import type { InForce, Request } from "./request-thread.js";
import { RequestQuery, RequestRow } from "./throttle.graphql.js";

const POLL = 5000;

interface Loaded {
  /** Undefined while it is loaded; null: there is no such request. */
  request: Request | null | undefined;
  inForce: InForce | undefined;
  /** The sid of the account whose limit it is about. */
  sid: string | undefined;
  error: ErrorLike | undefined;
  refetch: () => Promise<unknown>;
}

/** A request, and the limit that is in force now. */
export function useRequest(id: string): Loaded {
  const { data, error, refetch } = useQuery(RequestQuery, {
    variables: { id },
    pollInterval: POLL,
  });
  const node = data?.node?.__typename === "ThrottleRequest" ? data.node : null;
  const row: FragmentOf<typeof RequestRow> | null = node;
  const request = readFragment(RequestRow, row);
  return {
    request: data ? request : undefined,
    inForce: node?.account.throttleLimits.find(({ api }) => api.code === request?.api.code),
    sid: node?.account.sid,
    error,
    refetch,
  };
}
