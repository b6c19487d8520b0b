import { useQuery } from "@apollo/client/react";
import { Anchor, Badge, Group, Paper, Skeleton, Stack, Text } from "@mantine/core";
import { type ResultOf, readFragment } from "../graphql.js";
import { useAccount, useSignedIn } from "../identity/account.js";
import { Page } from "../shell/page.js";
import { formatCount } from "../ui/count.js";
import { type Column, DataTable } from "../ui/data-table.js";
import { Empty } from "../ui/empty.js";
import { ProblemAlert } from "../ui/problem-alert.js";
import { localTime } from "../ui/time.js";
import { limitInWords, limitState, sharePercent } from "./limit-state.js";
import { LimitRow, LimitsQuery } from "./throttle.graphql.js";

type Row = ResultOf<typeof LimitRow>;

const COLORS = { idle: "gray", fine: "green", near: "amber", throttled: "red" } as const;
const BARS = { fine: "var(--lk-accent)", near: "var(--lk-amber)", throttled: "var(--lk-red)" } as const;

const columns: readonly Column<Row>[] = [
  { header: "API", rowHeader: true, cell: ({ api }) => <strong>{api.name}</strong> },
  { header: "Limit", cell: (row) => <LimitCell row={row} /> },
  { header: "Used now", cell: (row) => <UsedCell row={row} /> },
  {
    header: "Peak in 7 days",
    cell: ({ peak, limit }) => `${formatCount(peak)} (${sharePercent(peak, limit)} %)`,
  },
  { header: "Throttled in 7 days", numeric: true, cell: ({ throttled }) => formatCount(throttled) },
  {
    header: "State",
    cell: (row) => {
      const { level, words } = limitState(row);
      return (
        <Badge variant="light" color={COLORS[level]} miw="max-content">
          {words}
        </Badge>
      );
    },
  },
];

/** The throttle limit of every Api, and how near the account is to it. */
export function LimitsPage() {
  const { sid } = useAccount();
  const { supportEmail } = useSignedIn().installation;
  const { data, error, refetch } = useQuery(LimitsQuery, {
    variables: { sid },
    fetchPolicy: "cache-and-network",
    pollInterval: 3000,
  });
  const rows = data?.account.throttleLimits.map((row) => readFragment(LimitRow, row));
  return (
    <Page
      title="Limits"
      lead={
        <Text size="sm" c="dimmed">
          Requests that your account may make of each API, all its keys together, in any trailing window.
          {supportEmail && (
            <>
              {" "}
              For another limit, write to{" "}
              <Anchor href={`mailto:${supportEmail}`} size="sm" underline="always">
                {supportEmail}
              </Anchor>
              .
            </>
          )}
        </Text>
      }
    >
      {error && <ProblemAlert error={error} onRetry={refetch} />}
      {!rows && !error && <Skeleton height={620} />}
      {rows && (
        <Paper withBorder px="lg" py={6} className="lk-panel">
          {rows.length > 0 ? (
            <DataTable
              caption="Throttle limits"
              columns={columns}
              rows={rows}
              rowKey={({ api }) => api.code}
            />
          ) : (
            <Empty title="No API is on offer yet" />
          )}
        </Paper>
      )}
    </Page>
  );
}

function LimitCell({ row }: { row: Row }) {
  return (
    <Stack gap={0}>
      <span>{limitInWords(row.limit, row.windowSeconds)}</span>
      {row.limit !== row.defaultLimit && (
        <Text size="xs" c="dimmed">
          Default {formatCount(row.defaultLimit)}
        </Text>
      )}
      {row.validUntil && (
        <Text size="xs" c="dimmed">
          until {localTime(Date.parse(row.validUntil))}
        </Text>
      )}
    </Stack>
  );
}

function UsedCell({ row }: { row: Row }) {
  const share = sharePercent(row.used, row.limit);
  const level = share >= 100 ? "throttled" : share >= 80 ? "near" : "fine";
  return (
    <Group gap={8} wrap="nowrap">
      <div className="lk-meter" aria-hidden>
        <div style={{ width: `${Math.min(100, share)}%`, background: BARS[level] }} />
      </div>
      <Text size="sm" style={{ whiteSpace: "nowrap" }}>
        {formatCount(row.used)}{" "}
        <Text span size="xs" c="dimmed">
          {share} %
        </Text>
      </Text>
    </Group>
  );
}
