import { useQuery } from "@apollo/client/react";
import { Badge, Skeleton } from "@mantine/core";
import { IconRouterOff } from "@tabler/icons-react";
import type { ResultOf } from "../graphql.js";
import { Page } from "../shell/page.js";
import { formatCount } from "../ui/count.js";
import type { Column } from "../ui/data-table.js";
import { Empty } from "../ui/empty.js";
import { ListPanel } from "../ui/list-panel.js";
import { RelativeTime } from "../ui/relative-time.js";
import { useNow } from "../ui/use-now.js";
import { type GatewayState, gatewayState } from "./gateway-state.js";
import { GatewaysQuery } from "./operations.graphql.js";

interface Row {
  gateway: ResultOf<typeof GatewaysQuery>["gateways"][number];
  state: GatewayState;
}

const POLL = 2000;
const COLORS = { current: "green", behind: "amber", silent: "amber", gone: "red" } as const;

const columns: readonly Column<Row>[] = [
  {
    header: "Gateway",
    rowHeader: true,
    cell: ({ gateway }) => <span className="lk-mono">{gateway.id}</span>,
  },
  {
    header: "State",
    beside: true,
    cell: ({ state: { level, words } }) => (
      <Badge variant="light" color={COLORS[level]}>
        {words}
      </Badge>
    ),
  },
  { header: "Revision", numeric: true, cell: ({ gateway }) => formatCount(Number(gateway.revision)) },
  { header: "Lag", numeric: true, cell: ({ gateway }) => `${formatCount(gateway.lagMilliseconds)} ms` },
  { header: "Lease", numeric: true, cell: ({ gateway }) => `${gateway.leaseSeconds} s` },
  { header: "Last seen", cell: ({ gateway }) => <RelativeTime at={gateway.lastSeenAt} /> },
];

/** The gateways, which revision of the rules each has applied, and how fresh it is. */
export function GatewaysPage() {
  const now = useNow(1000);
  const query = useQuery(GatewaysQuery, {
    pollInterval: POLL,
  });
  const gateways = query.data?.gateways;
  const newest = Math.max(0, ...(gateways ?? []).map(({ revision }) => Number(revision)));
  return (
    <Page
      title="Gateways"
      area="Operations"
      lead="A change is in force everywhere once every gateway has its revision. One that hears nothing from the database for its lease answers 503."
    >
      <ListPanel
        caption="Gateways"
        columns={columns}
        rows={gateways?.map((gateway) => ({ gateway, state: gatewayState(gateway, newest, now) }))}
        rowKey={({ gateway }) => gateway.id}
        query={query}
        loading={<Skeleton height={180} />}
        empty={
          <Empty icon={<IconRouterOff />} title="No gateway runs">
            Nobody judges calls now. Start one, and it appears here.
          </Empty>
        }
      />
    </Page>
  );
}
