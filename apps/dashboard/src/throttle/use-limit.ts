import type { ErrorLike } from "@apollo/client";
import { useQuery } from "@apollo/client/react";
import { readFragment } from "../graphql.js";
import type { Limit } from "./limit-cells.js";
import { LimitQuery, LimitRow } from "./throttle.graphql.js";

interface Loaded {
  /** Undefined while it is loaded; null: there is no such Api. */
  limit: Limit | null | undefined;
  error: ErrorLike | undefined;
  refetch: () => unknown;
}

/** An account's limit on one Api, as it is now. `poll` in milliseconds. */
export function useLimit(sid: string, api: string, poll: number): Loaded {
  const { data, error, refetch } = useQuery(LimitQuery, {
    variables: { sid, api },
    pollInterval: poll,
  });
  const limits = data && readFragment(LimitRow, data.account.throttleLimits);
  return {
    limit: limits && (limits[0] ?? null),
    error,
    refetch,
  };
}
