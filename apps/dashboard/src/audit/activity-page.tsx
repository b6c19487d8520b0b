import { useQuery } from "@apollo/client/react";
import { Skeleton } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useAccount } from "../accounts/account.js";
import { standing } from "../apollo/standing.js";
import { readFragment } from "../graphql.js";
import { Page } from "../shell/page.js";
import { Empty } from "../ui/empty.js";
import { LinkAnchor, LinkButton } from "../ui/links.js";
import { ListFooter } from "../ui/list-footer.js";
import { ListPanel } from "../ui/list-panel.js";
import { ActivityFilters } from "./activity-filters.js";
import { type ActivitySearch, auditFilterOf, isFiltered } from "./activity-search.js";
import { ActivityQuery, EventRow } from "./audit.graphql.js";
import { CsvButton } from "./csv-button.js";
import { actorId, actorName, type Event, subjectPage } from "./event.js";
import { eventColumns } from "./event-columns.js";
import { Summary } from "./summary.js";

const route = getRouteApi("/signed-in/in-account/activity");
const PAGE_SIZE = 25;
const POLL = 10_000;

const columns = eventColumns(
  (event) => <ActorLink event={event} />,
  (event) => <SubjectLink event={event} />,
);

/** Who changed what in the account, the newest first. */
export function ActivityPage() {
  const { sid } = useAccount();
  const filters = route.useSearch();
  const filter = auditFilterOf(filters);
  const query = useQuery(ActivityQuery, {
    variables: { sid, ...filter, first: PAGE_SIZE, after: filters.after ?? null },
    pollInterval: POLL,
  });
  const page = standing(query)?.account.auditEvents;
  const events = page && readFragment(EventRow, page.nodes);
  return (
    <Page
      title="Activity"
      actions={<CsvButton sid={sid} filter={filter} />}
      lead="Everything that was changed in this account, and what somebody tried and was not allowed. No entry can be changed or deleted."
    >
      <ActivityFilters filters={filters} events={events} />
      <ListPanel
        caption="Activity"
        columns={columns}
        rows={events}
        rowKey={({ id }) => id}
        query={query}
        loading={<Skeleton height={420} />}
        empty={<NothingHere filters={filters} />}
      />
      <ListFooter page={page} after={filters.after} words={["entry", "entries"]} query={query} />
    </Page>
  );
}

/** Leads to all that they did. */
function ActorLink({ event }: { event: Event }) {
  const by = actorId(event);
  if (by === null) return <>{actorName(event)}</>;
  return (
    <LinkAnchor
      to="/activity"
      search={(filters) => ({ ...filters, by, after: undefined })}
      c="inherit"
      title="Show only what they did"
    >
      {actorName(event)}
    </LinkAnchor>
  );
}

/** Leads to the key or the request, where it is one. */
function SubjectLink({ event }: { event: Event }) {
  const page = subjectPage(event);
  const summary = <Summary event={event} />;
  if (page === null) return summary;
  return (
    <LinkAnchor size="md" to={page.to} params={{ id: page.id }} c="inherit" fz="inherit" fw="inherit">
      {summary}
    </LinkAnchor>
  );
}

function NothingHere({ filters }: { filters: ActivitySearch }) {
  if (!isFiltered(filters) && filters.after === undefined)
    return (
      <Empty icon={<IconHistory />} title="Nothing was changed yet">
        Each change of a key, a limit or the account is written down here.
      </Empty>
    );
  return (
    <Empty
      title="No entry fits this filter"
      action={
        <LinkButton to="/activity" search={{}} variant="default">
          Show everything
        </LinkButton>
      }
    />
  );
}
