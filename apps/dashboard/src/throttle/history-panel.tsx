import { useQuery } from "@apollo/client/react";
import { Skeleton, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { standing } from "../apollo/standing.js";
import { type ResultOf, readFragment } from "../graphql.js";
import { type Column, DataTable } from "../ui/data-table.js";
import { LinkAnchor } from "../ui/links.js";
import { OlderNewest } from "../ui/older-newest.js";
import { Panel } from "../ui/panel.js";
import { ProblemAlert } from "../ui/problem-alert.js";
import { RelativeTime } from "../ui/relative-time.js";
import { RequestBadge } from "./request-badge.js";
import { askedInWords, askerInWords, outcomeInWords } from "./request-words.js";
import { Retired } from "./retired.js";
import { AccountRequestsQuery, RequestRow } from "./throttle.graphql.js";

type Row = ResultOf<typeof RequestRow>;
export type RequestLink = "/limits/requests/$id" | "/operations/requests/$id";

const PAGE_SIZE = 10;
const POLL = 10_000;

interface Props {
  sid: string;
  /** Where a request is opened. */
  requestLink: RequestLink;
  /** Only what was asked about this Api. */
  api?: string;
}

/** What an account asked for, and what became of it, the newest first. */
export function HistoryPanel({ sid, requestLink, api }: Props) {
  const [after, setAfter] = useState<string | null>(null);
  const { data, previousData, error, refetch } = useQuery(AccountRequestsQuery, {
    variables: { sid, api, first: PAGE_SIZE, after },
    pollInterval: POLL,
  });
  const page = standing({ data, previousData, error })?.account.throttleRequests;
  const rows = page && readFragment(RequestRow, page.nodes);
  return (
    <Panel title="Requests" lead="Every request for another limit is kept, with what became of it.">
      {error && <ProblemAlert error={error} onRetry={refetch} />}
      {!rows && !error && <Skeleton height={88} />}
      {rows?.length === 0 && <Text size="sm">Nothing was asked yet.</Text>}
      {rows && rows.length > 0 && (
        <DataTable
          caption="Requests for another limit"
          columns={columnsFor(requestLink)}
          rows={rows}
          rowKey={({ id }) => id}
        />
      )}
      <OlderNewest label="Pages of requests" after={after} pageInfo={page?.pageInfo} onPage={setAfter} />
    </Panel>
  );
}

function columnsFor(to: RequestLink): readonly Column<Row>[] {
  return [
    {
      header: "Request",
      rowHeader: true,
      cell: (row) => (
        <>
          <LinkAnchor to={to} params={{ id: row.id }} fw={600}>
            {askedInWords(row)}
          </LinkAnchor>
          <Retired api={row.api} />
        </>
      ),
    },
    { header: "Status", beside: true, cell: ({ status }) => <RequestBadge status={status} /> },
    {
      header: "Asked",
      cell: (row) => (
        <Stack gap={0}>
          <RelativeTime at={row.requestedAt} />
          <Text size="xs" c="dimmed" className="lk-asker">
            {askerInWords(row)}
          </Text>
        </Stack>
      ),
    },
    {
      header: "Outcome",
      cell: (row) => (
        <Stack gap={0}>
          <span>{outcomeInWords(row)}</span>
          {row.decisionNote && (
            <Text size="xs" c="dimmed" className="lk-anywhere" lineClamp={2}>
              {row.decisionNote}
            </Text>
          )}
        </Stack>
      ),
    },
  ];
}
