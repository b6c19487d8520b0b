import { useQuery } from "@apollo/client/react";
import { SegmentedControl, Skeleton, Text } from "@mantine/core";
import { useState } from "react";
import { standing } from "../apollo/standing.js";
import type { ResultOf } from "../graphql.js";
import { useApis } from "../permissions/use-apis.js";
import { counted, formatCount } from "../ui/count.js";
import { type Column, DataTable } from "../ui/data-table.js";
import { Panel } from "../ui/panel.js";
import { ProblemAlert } from "../ui/problem-alert.js";
import { useFew } from "../ui/use-few.js";
import { useNow } from "../ui/use-now.js";
import { monthAt } from "./month.js";
import { AccountUsageQuery } from "./usage.graphql.js";

type Row = ResultOf<typeof AccountUsageQuery>["account"]["usage"]["byApi"][number];

/** Adding up takes longer than other figures do, and a month changes slowly. */
const POLL = 5 * 60_000;
/** So many are shown at first. */
const FEW = 15;

/** The calls of a month with all keys of an account, by Api: what it is billed for. */
export function AccountUsagePanel({ sid }: { sid: string }) {
  const [back, setBack] = useState("0");
  const { from, to, name } = monthAt(useNow(60_000), Number(back));
  const { nameOf } = useApis();
  const { data, previousData, error, loading, refetch } = useQuery(AccountUsageQuery, {
    variables: { sid, from, to },
    pollInterval: POLL,
  });
  const usage = standing({ data, previousData, error })?.account.usage;
  const { shown, more } = useFew(usage?.byApi ?? [], FEW);
  const early = usage ? usage.denied - usage.byApi.reduce((sum, { denied }) => sum + denied, 0) : 0;
  const columns: readonly Column<Row>[] = [
    { header: "API", rowHeader: true, cell: ({ api }) => <strong>{nameOf(api)}</strong> },
    { header: "Allowed", numeric: true, cell: ({ allowed }) => formatCount(allowed) },
    { header: "Denied", numeric: true, cell: ({ denied }) => formatCount(denied) },
  ];
  return (
    <Panel
      title="Calls"
      lead={`With all keys of the account, deleted ones too, in ${name} (UTC).`}
      busy={!data && loading}
      aside={
        <SegmentedControl
          aria-label="Month of the calls"
          size="xs"
          value={back}
          onChange={setBack}
          data={[
            { value: "0", label: "This month" },
            { value: "1", label: "Last month" },
          ]}
        />
      }
    >
      {error && <ProblemAlert error={error} onRetry={refetch} />}
      {!usage && !error && <Skeleton height={88} />}
      {usage && (
        <Text size="sm">
          {counted(usage.allowed, "call")} allowed, {formatCount(usage.denied)} denied
          {early > 0 && `, ${formatCount(early)} of them before their API was known`}
        </Text>
      )}
      {usage && usage.byApi.length > 0 && (
        <DataTable caption={`Calls in ${name}`} columns={columns} rows={shown} rowKey={({ api }) => api} />
      )}
      {more}
    </Panel>
  );
}
