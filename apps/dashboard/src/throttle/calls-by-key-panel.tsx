import { useQuery } from "@apollo/client/react";
import { Skeleton, Text } from "@mantine/core";
import type { ResultOf } from "../graphql.js";
import { formatCount } from "../ui/count.js";
import { type Column, DataTable } from "../ui/data-table.js";
import { LinkAnchor } from "../ui/links.js";
import { Panel } from "../ui/panel.js";
import { ProblemAlert } from "../ui/problem-alert.js";
import { useFew } from "../ui/use-few.js";
import { sharePercent } from "./limit-state.js";
import { CallsByKeyQuery } from "./throttle.graphql.js";

type Row = ResultOf<typeof CallsByKeyQuery>["account"]["callsByKey"][number] & { share: number };

const POLL = 30_000;
/** So many are shown at first. */
const FEW = 5;

const columns: readonly Column<Row>[] = [
  {
    header: "Key",
    rowHeader: true,
    cell: ({ apiKey: { id, name } }) => (
      <LinkAnchor to="/keys/$id" params={{ id }} fw={600} className="lk-anywhere">
        {name}
      </LinkAnchor>
    ),
  },
  { header: "Calls that passed", numeric: true, cell: ({ allowed }) => formatCount(allowed) },
  { header: "Of all", numeric: true, cell: ({ share }) => `${share} %` },
  {
    header: "Throttled",
    numeric: true,
    cell: ({ throttled }) => (
      <Text span size="sm" c={throttled > 0 ? "var(--lk-red)" : undefined}>
        {throttled > 0 ? formatCount(throttled) : "None"}
      </Text>
    ),
  },
];

/** Which keys use up a limit that all of an account's keys share. */
export function CallsByKeyPanel({ sid, api }: { sid: string; api: string }) {
  const { data, error, refetch } = useQuery(CallsByKeyQuery, {
    variables: { sid, api },
    pollInterval: POLL,
  });
  const calls = data?.account.callsByKey;
  const all = calls?.reduce((sum, { allowed }) => sum + allowed, 0) ?? 0;
  const rows = calls?.map((row): Row => ({ ...row, share: sharePercent(row.allowed, all) })) ?? [];
  const { shown, more } = useFew(rows, FEW);
  return (
    <Panel title="Keys" lead="Which keys called it in the last 24 hours. All of them share the limit.">
      {error && <ProblemAlert error={error} onRetry={refetch} />}
      {!calls && !error && <Skeleton height={84} />}
      {calls?.length === 0 && (
        <Text size="sm" c="dimmed">
          No key called it in the last 24 hours.
        </Text>
      )}
      {rows.length > 0 && (
        <DataTable caption="Calls by key" columns={columns} rows={shown} rowKey={({ apiKey }) => apiKey.id} />
      )}
      {more}
    </Panel>
  );
}
