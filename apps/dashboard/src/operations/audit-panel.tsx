import { useQuery } from "@apollo/client/react";
import { Skeleton, Text } from "@mantine/core";
import { useState } from "react";
import { standing } from "../apollo/standing.js";
import { EventRow } from "../audit/audit.graphql.js";
import { eventColumns } from "../audit/event-columns.js";
import { readFragment } from "../graphql.js";
import { DataTable } from "../ui/data-table.js";
import { OlderNewest } from "../ui/older-newest.js";
import { Panel } from "../ui/panel.js";
import { ProblemAlert } from "../ui/problem-alert.js";
import { AccountAuditQuery } from "./operations.graphql.js";

const PAGE_SIZE = 10;
const POLL = 10_000;

const columns = eventColumns();

/** Who changed what in an account, the newest first. */
export function AuditPanel({ sid }: { sid: string }) {
  const [after, setAfter] = useState<string | null>(null);
  const { data, previousData, error, refetch } = useQuery(AccountAuditQuery, {
    variables: { sid, first: PAGE_SIZE, after },
    pollInterval: POLL,
  });
  const page = standing({ data, previousData, error })?.account.auditEvents;
  const events = page && readFragment(EventRow, page.nodes);
  return (
    <Panel title="Audit" lead="Who changed what in the account, operators too.">
      {error && <ProblemAlert error={error} onRetry={refetch} />}
      {!events && !error && <Skeleton height={200} />}
      {events?.length === 0 && <Text size="sm">Nothing was done yet.</Text>}
      {events && events.length > 0 && (
        <DataTable caption="Audit" columns={columns} rows={events} rowKey={({ id }) => id} />
      )}
      <OlderNewest label="Pages of the audit" after={after} pageInfo={page?.pageInfo} onPage={setAfter} />
    </Panel>
  );
}
