import { useQuery } from "@apollo/client/react";
import { Skeleton, Text } from "@mantine/core";
import { actorInWords } from "../audit/event.js";
import { Panel } from "../ui/panel.js";
import { ProblemAlert } from "../ui/problem-alert.js";
import { RelativeTime } from "../ui/relative-time.js";
import { withLocalTimes } from "../ui/time.js";
import { AccountAuditQuery } from "./operations.graphql.js";

const POLL = 10_000;

/** The newest entries of an account's audit. */
export function AuditPanel({ sid }: { sid: string }) {
  const { data, error, refetch } = useQuery(AccountAuditQuery, {
    variables: { sid },
    fetchPolicy: "cache-and-network",
    pollInterval: POLL,
  });
  const events = data?.account.auditEvents.nodes;
  return (
    <Panel title="Audit" lead="The newest ten entries.">
      {error && <ProblemAlert error={error} onRetry={refetch} />}
      {!events && !error && <Skeleton height={200} />}
      {events?.length === 0 && <Text size="sm">Nothing was done yet.</Text>}
      {events && events.length > 0 && (
        <ul className="lk-list">
          {events.map((event) => (
            <li key={event.id}>
              <Text size="sm" className="lk-anywhere">
                {withLocalTimes(event.summary)}
              </Text>
              <Text size="xs" c="dimmed" className="lk-anywhere">
                {actorInWords(event)} · <RelativeTime at={event.at} />
              </Text>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
