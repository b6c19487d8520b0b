import { useQuery } from "@apollo/client/react";
import { Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useAccount } from "../accounts/account.js";
import { mayAskForLimits } from "../accounts/roles.js";
import { standing } from "../apollo/standing.js";
import { readFragment } from "../graphql.js";
import { useFoundApis } from "../permissions/use-found-apis.js";
import { Page } from "../shell/page.js";
import { formatCount } from "../ui/count.js";
import type { Column } from "../ui/data-table.js";
import { Empty } from "../ui/empty.js";
import { LinkAnchor, LinkButton } from "../ui/links.js";
import { ListPanel } from "../ui/list-panel.js";
import { Loading } from "../ui/loading.js";
import { AccountUsagePanel } from "../usage/account-usage-panel.js";
import { HistoryPanel } from "./history-panel.js";
import { DayCell, type Limit, LimitCell, StateBadge, UsedCell, WeekCell } from "./limit-cells.js";
import { feltFirst, isFelt } from "./limit-state.js";
import { RetiredLimitsPanel } from "./retired-limits-panel.js";
import type { Point } from "./series.js";
import { SupportLine } from "./support-line.js";
import { LimitRow, LimitSeriesQuery, LimitsQuery } from "./throttle.graphql.js";
import { useRetiredLimits } from "./use-retired-limits.js";

/** With the APIs of the catalogue that comes with the product. */
const HEIGHTS = [804, 1281, 2351] as const;
const POLL = { limits: 3000, series: 30_000 };
/** Milliseconds for which what is typed must rest before anything is asked about the rows that it leaves. */
const REST = 250;

interface Row extends Limit {
  points: readonly Point[] | undefined;
  mayAsk: boolean;
}

const columns: readonly Column<Row>[] = [
  {
    header: "API",
    rowHeader: true,
    cell: ({ api }) => (
      <LinkAnchor to="/limits/apis/$api" params={{ api: api.code }} fw={600}>
        {api.name}
      </LinkAnchor>
    ),
  },
  { header: "Limit", cell: (row) => <LimitCell row={row} /> },
  { header: "Used now", cell: (row) => <UsedCell row={row} /> },
  { header: "Last 24 hours", cell: ({ points, limit }) => <DayCell points={points} limit={limit} /> },
  { header: "Last 7 days", cell: (row) => <WeekCell row={row} /> },
  { header: "State", beside: true, className: "lk-state", cell: (row) => <StateBadge row={row} /> },
  { header: "Request", beside: true, cell: (row) => <RequestCell row={row} /> },
];

/** The throttle limit of every Api, how near the account is to it, its calls of a month, and what it asked for. */
export function LimitsPage() {
  const { sid, viewerRole } = useAccount();
  const query = useQuery(LimitsQuery, {
    variables: { sid },
    pollInterval: POLL.limits,
  });
  const retired = useRetiredLimits(sid);
  const limits = query.data && readFragment(LimitRow, query.data.account.throttleLimits);
  const mayAsk = mayAskForLimits(viewerRole);
  const { shown, field, more, none } = useFoundApis(feltFirst(limits ?? []), ({ api }) => api);
  const pointsOf = usePoints(
    sid,
    shown.map(({ api }) => api.code),
  );
  const rows = limits && shown.map((row): Row => ({ ...row, points: pointsOf.get(row.api.code), mayAsk }));
  return (
    <Page
      title="Limits"
      lead={
        <Text size="sm" c="dimmed" component="div">
          Requests that your account may make of each API, all its keys together, in any trailing window.{" "}
          <SupportLine />
        </Text>
      }
    >
      {field}
      <ListPanel
        caption="Throttle limits"
        className="lk-limits"
        columns={columns}
        rows={rows}
        rowKey={({ api }) => api.code}
        query={{
          ...query,
          error: query.error ?? retired.error,
          refetch: () => Promise.all([query.refetch(), retired.refetch()]),
        }}
        loading={<Loading heights={HEIGHTS} />}
        empty={none || <Empty title="No API is on offer yet" />}
      />
      {more}
      <RetiredLimitsPanel limits={retired.limits} requestLink="/limits/requests/$id" />
      <AccountUsagePanel sid={sid} />
      <HistoryPanel sid={sid} requestLink="/limits/requests/$id" />
    </Page>
  );
}

/** By the code of each of these Apis: how busy the account was on it over a day. */
function usePoints(sid: string, codes: readonly string[]): ReadonlyMap<string, readonly Point[]> {
  // In an order that stays: which limits are felt most changes by the minute.
  const [rested] = useDebouncedValue(codes.toSorted().join(" "), REST, { leading: true });
  const { data, previousData, error } = useQuery(LimitSeriesQuery, {
    variables: { sid, hours: 24, apis: rested.split(" ") },
    pollInterval: POLL.series,
    skip: rested === "",
  });
  const limits = standing({ data, previousData, error })?.account.throttleLimits ?? [];
  return new Map(limits.map(({ api, series }) => [api.code, series]));
}

/** A button only where the limit is felt: one in each row would be louder than what the rows say. */
function RequestCell({ row }: { row: Row }) {
  const { api, pendingRequest, mayAsk } = row;
  if (pendingRequest) {
    return (
      <LinkAnchor to="/limits/requests/$id" params={{ id: pendingRequest.id }} className="lk-nowrap">
        {formatCount(pendingRequest.requestedLimit)} asked, pending
      </LinkAnchor>
    );
  }
  if (!mayAsk) return null;
  const link = {
    to: "/limits/apis/$api/request",
    params: { api: api.code },
    "aria-label": `Request a change: ${api.name}`,
    children: "Request a change",
  } as const;
  return isFelt(row) ? (
    <LinkButton {...link} size="xs" variant="default" />
  ) : (
    <LinkAnchor {...link} className="lk-nowrap" />
  );
}
