import { useQuery } from "@apollo/client/react";
import { Skeleton, Text } from "@mantine/core";
import { IconHistory } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { standing } from "../apollo/standing.js";
import { EventRow } from "../audit/audit.graphql.js";
import { eventColumns } from "../audit/event-columns.js";
import { readFragment } from "../graphql.js";
import { Page } from "../shell/page.js";
import { Empty } from "../ui/empty.js";
import { LinkAnchor } from "../ui/links.js";
import { ListFooter } from "../ui/list-footer.js";
import { ListPanel } from "../ui/list-panel.js";
import { InstallationAuditQuery } from "./operations.graphql.js";

const route = getRouteApi("/signed-in/operations/audit");
const PAGE_SIZE = 25;
const POLL = 10_000;

const columns = eventColumns();

/** Who changed what of the installation itself: default limits, the rule, what the catalogue offers. */
export function AuditPage() {
  const { after } = route.useSearch();
  const query = useQuery(InstallationAuditQuery, {
    variables: { first: PAGE_SIZE, after: after ?? null },
    pollInterval: POLL,
  });
  const page = standing(query)?.auditEvents;
  const events = page && readFragment(EventRow, page.nodes);
  return (
    <Page
      title="Audit"
      area="Operations"
      lead={
        <Text size="sm" c="dimmed">
          What was changed for all accounts: default limits, the rule, the catalogue, operators, people&apos;s
          second factors. What concerns one account stands with{" "}
          <LinkAnchor to="/operations/accounts" underline="always">
            the account
          </LinkAnchor>
          .
        </Text>
      }
    >
      <ListPanel
        caption="Audit"
        columns={columns}
        rows={events}
        rowKey={({ id }) => id}
        query={query}
        loading={<Skeleton height={420} />}
        empty={<Empty icon={<IconHistory />} title="Nothing was changed yet" />}
      />
      <ListFooter page={page} after={after} words={["entry", "entries"]} query={query} />
    </Page>
  );
}
