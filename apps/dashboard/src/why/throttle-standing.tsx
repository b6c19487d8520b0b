import { Text } from "@mantine/core";
import type { ResultOf } from "../graphql.js";
import { limitInWords } from "../throttle/limit-state.js";
import type { LimitRow } from "../throttle/throttle.graphql.js";
import { counted, formatCount } from "../ui/count.js";
import { LinkAnchor } from "../ui/links.js";

/** How the throttle of the call's Api stands right now: the simulation spends nothing of it. */
export function ThrottleStanding({ limit: row }: { limit: ResultOf<typeof LimitRow> }) {
  const { api, limit, windowSeconds, used, throttled } = row;
  return (
    <Text size="sm">
      <strong>Throttle of {api.name}:</strong> {formatCount(used)} used of{" "}
      {limitInWords(limit, windowSeconds)}
      {used >= limit ? "; a call right now would be denied with 429. " : ". "}
      {throttled > 0 && `${counted(throttled, "call was", "calls were")} throttled in 7 days. `}
      <LinkAnchor to="/limits/apis/$api" params={{ api: api.code }} underline="always">
        See the limit
      </LinkAnchor>
    </Text>
  );
}
