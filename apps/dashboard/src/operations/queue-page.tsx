import { useQuery } from "@apollo/client/react";
import { Skeleton, Stack, Text } from "@mantine/core";
import { IconInbox } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useSignedIn } from "../accounts/account.js";
import { standing } from "../apollo/standing.js";
import { type ResultOf, readFragment } from "../graphql.js";
import { Page } from "../shell/page.js";
import { sharePercent } from "../throttle/limit-state.js";
import { RequestBadge, STATUS } from "../throttle/request-badge.js";
import { changeInWords, untilInWords } from "../throttle/request-words.js";
import { Retired } from "../throttle/retired.js";
import { RequestRow } from "../throttle/throttle.graphql.js";
import { counted, formatCount } from "../ui/count.js";
import type { Column } from "../ui/data-table.js";
import { Empty } from "../ui/empty.js";
import { FilterChip, FilterChips } from "../ui/filter-chips.js";
import { LinkAnchor, LinkButton } from "../ui/links.js";
import { ListFooter } from "../ui/list-footer.js";
import { ListPanel } from "../ui/list-panel.js";
import { RelativeTime } from "../ui/relative-time.js";
import { QueueQuery } from "./operations.graphql.js";
import { type QueueSearch, STATUSES, statusesOf } from "./queue-search.js";

type Row = ResultOf<typeof RequestRow>;

const route = getRouteApi("/signed-in/operations/requests");
const PAGE_SIZE = 25;
const POLL = 5000;

const columns: readonly Column<Row>[] = [
  {
    header: "Account",
    rowHeader: true,
    cell: ({ id, account, api, status }) => (
      <>
        <LinkAnchor to="/operations/requests/$id" params={{ id }} fw={600}>
          {account.name}: {api.name}
        </LinkAnchor>
        <Retired api={api} />
        {status === "PENDING" && <OwnAccount id={account.id} />}
      </>
    ),
  },
  {
    header: "Now → asked",
    cell: (row) => (
      <Stack gap={0}>
        <span className="lk-change">{changeInWords(row)}</span>
        <Text size="xs" c="dimmed">
          {untilInWords(row.requestedUntil)}
          {row.requestedLimit < row.currentLimit && ", lower than before"}
        </Text>
      </Stack>
    ),
  },
  {
    header: "Peak",
    className: "lk-nowrap",
    cell: ({ evidence: { peak }, currentLimit }) =>
      `${formatCount(peak)} (${sharePercent(peak, currentLimit)} %)`,
  },
  {
    header: "Throttled",
    cell: ({ evidence: { throttled } }) => (
      <Text size="sm" c={throttled > 0 ? "var(--lk-red)" : undefined}>
        {throttled > 0 ? counted(throttled, "call") : "None"}
      </Text>
    ),
  },
  { header: "Asked", className: "lk-nowrap", cell: ({ requestedAt }) => <RelativeTime at={requestedAt} /> },
  { header: "Status", beside: true, cell: ({ status }) => <RequestBadge status={status} /> },
];

/** Requests of all accounts, the oldest first. */
export function QueuePage() {
  const filters = route.useSearch();
  const query = useQuery(QueueQuery, {
    variables: { status: statusesOf(filters), first: PAGE_SIZE, after: filters.after ?? null },
    pollInterval: POLL,
  });
  const page = standing(query)?.throttleRequests;
  const rows = page && readFragment(RequestRow, page.nodes);
  return (
    <Page
      title="Requests"
      area="Operations"
      actions={
        <LinkButton to="/operations/accounts" variant="default">
          Enter a request
        </LinkButton>
      }
      lead="For another throttle limit, the oldest first."
    >
      <StatusChips filters={filters} />
      <ListPanel
        caption="Requests"
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        query={query}
        loading={<Skeleton height={320} />}
        empty={<NothingHere filters={filters} />}
      />
      <ListFooter page={page} after={filters.after} words={["request"]} query={query} />
    </Page>
  );
}

/** Said before it is opened: another operator must decide it. */
function OwnAccount({ id }: { id: string }) {
  const { viewer } = useSignedIn();
  if (!viewer.accounts.some((account) => account.id === id)) return null;
  return (
    <Text size="xs" c="dimmed">
      Your own account: another operator decides
    </Text>
  );
}

function StatusChips({ filters }: { filters: QueueSearch }) {
  const navigate = route.useNavigate();
  const chosen = filters.status ?? "PENDING";
  return (
    <FilterChips label="Filter by status">
      {([...STATUSES, "ALL"] as const).map((status) => (
        <FilterChip
          key={status}
          checked={chosen === status}
          onChange={() =>
            navigate({ search: status === "PENDING" ? {} : { status }, replace: true, resetScroll: false })
          }
        >
          {status === "ALL" ? "All" : STATUS[status].words}
        </FilterChip>
      ))}
    </FilterChips>
  );
}

function NothingHere({ filters }: { filters: QueueSearch }) {
  if (filters.status === undefined && filters.after === undefined) {
    return (
      <Empty
        icon={<IconInbox />}
        title="No request waits for a decision"
        action={
          <LinkButton to="/operations/requests" search={{ status: "ALL" }} variant="default">
            Show all requests
          </LinkButton>
        }
      >
        New ones appear here by themselves, and are mailed to operators.
      </Empty>
    );
  }
  return (
    <Empty
      title="No request fits this filter"
      action={
        <LinkButton to="/operations/requests" search={{}} variant="default">
          Show what waits
        </LinkButton>
      }
    />
  );
}
