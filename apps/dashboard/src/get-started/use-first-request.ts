import { useQuery } from "@apollo/client/react";
import { useAccount } from "../accounts/account.js";
import { usePolling } from "../apollo/use-polling.js";
import { readFragment } from "../graphql.js";
import { useNow } from "../ui/use-now.js";
import { DenialRow } from "../usage/usage.graphql.js";
import { FirstCallsQuery } from "./first-use.graphql.js";
import { firstRequest } from "./first-use.js";

/** How often it is looked whether a call has come, milliseconds. */
const POLL = 2000;

/** What became of the calls with the key of this id, asked anew until one has passed; null until that is known. */
export function useFirstRequest(id: string | undefined) {
  const { sid } = useAccount();
  const query = useQuery(FirstCallsQuery, {
    variables: { sid, id: id ?? "" },
    skip: id === undefined,
  });
  const { data, error, refetch } = query;
  const now = useNow();
  const key = id === undefined ? null : data?.account.apiKey;
  const request =
    key &&
    firstRequest(
      {
        lastUsedAt: key.lastUsedAt,
        allowed: key.quarter.allowed,
        denials: readFragment(DenialRow, key.recentDenials),
      },
      now,
    );
  usePolling(query, id === undefined || request?.state === "passed" ? null : POLL);
  return { key: key ?? null, request: request ?? null, error, refetch };
}
