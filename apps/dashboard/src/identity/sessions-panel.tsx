import { useQuery } from "@apollo/client/react";
import { Badge, Button, Group, Skeleton } from "@mantine/core";
import { useState } from "react";
import type { ResultOf } from "../graphql.js";
import { Address } from "../ui/address.js";
import { type Column, DataTable } from "../ui/data-table.js";
import { Panel } from "../ui/panel.js";
import { ProblemAlert } from "../ui/problem-alert.js";
import { RelativeTime } from "../ui/relative-time.js";
import { type Ending, EndSessionsDialog } from "./end-sessions-dialog.js";
import { MySessionsQuery } from "./sessions.graphql.js";

type Session = ResultOf<typeof MySessionsQuery>["viewer"]["sessions"][number];

/** Where the person is signed in, and the way to end that. */
export function SessionsPanel() {
  const [ending, setEnding] = useState<Ending | null>(null);
  const { data, error, refetch } = useQuery(MySessionsQuery);
  const sessions = data?.viewer.sessions ?? [];

  const columns: readonly Column<Session>[] = [
    {
      header: "Browser",
      rowHeader: true,
      cell: (session) => (
        <Group gap={6}>
          <strong>{nameOf(session)}</strong>
          {session.isCurrent && <Badge variant="default">This one</Badge>}
        </Group>
      ),
    },
    {
      header: "Signed in",
      cell: ({ createdAt, address }) => (
        <span>
          <RelativeTime at={createdAt} />
          {address && (
            <>
              {" from "}
              <Address text={address} />
            </>
          )}
        </span>
      ),
    },
    {
      header: "Last used",
      cell: ({ isCurrent, lastUsedAt }) => (isCurrent ? "now" : <RelativeTime at={lastUsedAt} />),
    },
    {
      header: "Actions",
      beside: true,
      cell: (session) =>
        session.isCurrent ? null : (
          <Group>
            <Button
              size="xs"
              variant="subtle"
              color="red"
              aria-label={`End: ${nameOf(session)}`}
              onClick={() => setEnding({ id: session.id, name: nameOf(session) })}
            >
              End
            </Button>
          </Group>
        ),
    },
  ];

  return (
    <Panel
      title="Sessions"
      lead="Where you are signed in. End what you do not know, and change your password."
    >
      {error && <ProblemAlert error={error} onRetry={refetch} />}
      {!data && !error && <Skeleton height={120} />}
      {data && <DataTable caption="Sessions" columns={columns} rows={sessions} rowKey={({ id }) => id} />}
      {sessions.length > 1 && (
        <Group>
          <Button variant="default" onClick={() => setEnding({ id: null })}>
            End all others
          </Button>
        </Group>
      )}
      {ending && <EndSessionsDialog ending={ending} onClose={() => setEnding(null)} reload={refetch} />}
    </Panel>
  );
}

function nameOf({ device }: Session): string {
  return device ?? "Unknown browser";
}
