import { useQuery } from "@apollo/client/react";
import { Group, Stack, Text } from "@mantine/core";
import { useAccount } from "../accounts/account.js";
import { mayManageKeys } from "../accounts/roles.js";
import type { ResultOf } from "../graphql.js";
import { EnvironmentBadge, StateBadges } from "../keys/key-badges.js";
import { formatCount } from "../ui/count.js";
import { type Column, DataTable } from "../ui/data-table.js";
import { LinkAnchor, LinkButton } from "../ui/links.js";
import { Loading } from "../ui/loading.js";
import { Panel } from "../ui/panel.js";
import { ProblemAlert } from "../ui/problem-alert.js";
import { RelativeTime } from "../ui/relative-time.js";
import { automationAccess } from "./automation-access.js";
import { AutomationKeysQuery } from "./developers.graphql.js";

type Keys = ResultOf<typeof AutomationKeysQuery>["account"]["apiKeys"];

const columns: readonly Column<Keys["nodes"][number]>[] = [
  {
    header: "Name",
    rowHeader: true,
    cell: ({ id, name, environment }) => (
      <Group gap={8}>
        <LinkAnchor to="/keys/$id" params={{ id }} fw={600} className="lk-anywhere">
          {name}
        </LinkAnchor>
        <EnvironmentBadge environment={environment} />
      </Group>
    ),
  },
  { header: "May", cell: ({ permissions }) => automationAccess(permissions) },
  { header: "Status", beside: true, cell: (key) => <StateBadges {...key} /> },
  {
    header: "Last used",
    cell: ({ lastUsedAt }) => (lastUsedAt ? <RelativeTime at={lastUsedAt} /> : "Never"),
  },
];

/** The keys with which scripts may ask the management API. */
export function AutomationKeys() {
  const { sid, viewerRole } = useAccount();
  const { data, error, refetch } = useQuery(AutomationKeysQuery, {
    variables: { sid },
  });
  const keys = data?.account.apiKeys;
  const mayCreate = mayManageKeys(viewerRole);
  const some = keys !== undefined && keys.nodes.length > 0;
  return (
    <Panel
      title="Automation keys"
      lead="What scripts ask with. “All APIs” never includes it: owners and admins grant it."
      aside={some && mayCreate && <NewAutomationKey />}
    >
      {error && <ProblemAlert error={error} onRetry={refetch} />}
      {!keys && !error && <Loading heights={[96, 96, 138]} />}
      {keys && (some ? <KeyList keys={keys} /> : <NoKeys mayCreate={mayCreate} />)}
      <Text size="sm">
        <span className="lk-mono">access-control.read</span> reads keys, limits, usage and activity of this
        account; <span className="lk-mono">access-control.write</span> changes keys and asks for limits. The
        key's own network and expiry hold here too, it can regenerate its own token, and it never touches
        another key that manages keys.
      </Text>
    </Panel>
  );
}

function KeyList({ keys: { nodes, totalCount } }: { keys: Keys }) {
  return (
    <div>
      <DataTable caption="Automation keys" columns={columns} rows={nodes} rowKey={({ id }) => id} />
      {totalCount > nodes.length && (
        <Text size="sm" c="dimmed" mt="xs">
          The newest {formatCount(nodes.length)} of {formatCount(totalCount)}.
        </Text>
      )}
    </div>
  );
}

function NewAutomationKey() {
  return (
    <LinkButton to="/keys/new" variant="default">
      New key for automation
    </LinkButton>
  );
}

function NoKeys({ mayCreate }: { mayCreate: boolean }) {
  return (
    <Stack gap="md">
      <Text size="sm">
        <strong>No key of this account may ask by GraphQL.</strong>{" "}
        {mayCreate
          ? "Make one, and choose under “Managing keys with this key” what it may: “Read by GraphQL”, “Change by GraphQL”, or both."
          : "An owner or an admin of the account can make one."}
      </Text>
      {mayCreate && (
        <Group>
          <NewAutomationKey />
        </Group>
      )}
    </Stack>
  );
}
