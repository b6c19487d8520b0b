import { useQuery } from "@apollo/client/react";
import { Group, Skeleton, Stack, Text } from "@mantine/core";
import { useAccount } from "../accounts/account.js";
import { type ResultOf, readFragment } from "../graphql.js";
import { Address } from "../ui/address.js";
import { CopyIcon } from "../ui/copy-button.js";
import { type Column, DataTable } from "../ui/data-table.js";
import { LinkAnchor } from "../ui/links.js";
import { Panel } from "../ui/panel.js";
import { ProblemAlert } from "../ui/problem-alert.js";
import { RelativeTime } from "../ui/relative-time.js";
import { useFew } from "../ui/use-few.js";
import { whySearchOf } from "../why/why-search.js";
import { WHY } from "./denial-reasons.js";
import { FixLink } from "./fix-link.js";
import { DenialRow, DenialsQuery } from "./usage.graphql.js";

/** So many are shown at first. */
const FEW = 5;

type Row = ResultOf<typeof DenialRow>;

/** The newest denied calls of a key, each with why and, where there is one, the way to mend it. */
export function DenialsPanel({ id }: { id: string }) {
  const { sid } = useAccount();
  const { data, error, refetch } = useQuery(DenialsQuery, {
    variables: { sid, id },
    pollInterval: 5000,
  });
  const key = data?.account.apiKey;
  const denials = key && readFragment(DenialRow, key.recentDenials);
  const { shown, more } = useFew(denials ?? [], FEW);
  const columns: readonly Column<Row>[] = [
    { header: "Why", rowHeader: true, cell: (row) => <WhyCell id={id} row={row} /> },
    { header: "When", beside: true, cell: ({ at }) => <RelativeTime at={at} />, className: "lk-nowrap" },
    { header: "Request", cell: (row) => <RequestCell row={row} /> },
    {
      header: "From",
      cell: ({ address }) => <Address text={address ?? "unknown"} className="lk-whole" />,
    },
  ];
  return (
    <Panel
      title="Recent denials"
      lead={
        denials?.length === 0
          ? "No call with the right token was denied. Those with a wrong one are only counted."
          : "Calls with the right token that were denied all the same. Those with a wrong one are only counted."
      }
    >
      {error && <ProblemAlert error={error} onRetry={refetch} />}
      {!denials && !error && <Skeleton height={20} />}
      {denials && denials.length > 0 && (
        <DataTable
          caption="Recent denials"
          className="lk-denials"
          columns={columns}
          rows={shown}
          rowKey={(row) => row.id}
        />
      )}
      {more}
    </Panel>
  );
}

function WhyCell({ id, row }: { id: string; row: Row }) {
  const { sentence, fix } = WHY[row.reason];
  return (
    <Stack gap={0}>
      <Text size="sm" fw={550}>
        {sentence}
      </Text>
      <Text size="xs" c="dimmed" className="lk-mono">
        {row.reason}
        {row.operation && ` · ${row.operation}`}
      </Text>
      <Group gap="sm">
        <LinkAnchor
          to="/keys/$id/why"
          params={{ id }}
          search={whySearchOf(row)}
          aria-label={`Why? ${row.method} ${row.path}`}
        >
          Why?
        </LinkAnchor>
        {fix && <FixLink id={id} fix={fix} address={row.address} operation={row.operation} />}
      </Group>
    </Stack>
  );
}

function RequestCell({ row }: { row: Row }) {
  return (
    <Stack gap={0} className="lk-request">
      <span className="lk-mono">
        {row.method} {row.path}
      </span>
      <Group gap={2} wrap="nowrap">
        <Text size="xs" c="dimmed" className="lk-mono">
          {row.requestId}
        </Text>
        <CopyIcon text={row.requestId} what={`request id ${row.requestId}`} />
      </Group>
    </Stack>
  );
}
