import { useQuery } from "@apollo/client/react";
import { readFragment } from "../graphql.js";
import { LimitRow, RetiredLimitsQuery } from "./throttle.graphql.js";

const POLL = 30_000;

/** What an account still has of Apis that have left the catalogue; none while it is loaded. */
export function useRetiredLimits(sid: string) {
  const { data, error, refetch } = useQuery(RetiredLimitsQuery, {
    variables: { sid },
    pollInterval: POLL,
  });
  const limits = readFragment(LimitRow, data?.account.retiredThrottleLimits ?? []);
  return { limits, error, refetch };
}
