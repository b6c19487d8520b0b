import { useQuery } from "@apollo/client/react";
import { Alert, Button, Group, Skeleton } from "@mantine/core";
import { IconUserOff } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import { problemOf } from "../apollo/problem.js";
import { readFragment } from "../graphql.js";
import { Page } from "../shell/page.js";
import { PageSkeleton } from "../shell/page-skeleton.js";
import { HistoryPanel } from "../throttle/history-panel.js";
import { type Limit, LimitCell, StateBadge, UsedCell, WeekCell } from "../throttle/limit-cells.js";
import { feltFirst } from "../throttle/limit-state.js";
import { RetiredLimitsPanel } from "../throttle/retired-limits-panel.js";
import { LimitRow } from "../throttle/throttle.graphql.js";
import { useRetiredLimits } from "../throttle/use-retired-limits.js";
import { type Column, DataTable } from "../ui/data-table.js";
import { Empty } from "../ui/empty.js";
import { LinkAnchor, LinkButton } from "../ui/links.js";
import { Panel } from "../ui/panel.js";
import { ProblemAlert } from "../ui/problem-alert.js";
import { SuspensionBadge } from "./accounts-page.js";
import { AuditPanel } from "./audit-panel.js";
import { EndGrantDialog } from "./end-grant-dialog.js";
import { OperationsAccountQuery } from "./operations.graphql.js";
import { SuspensionPanel } from "./suspension-panel.js";

const route = getRouteApi("/signed-in/operations/accounts/$sid");
const POLL = 5000;

/** An account as operators see it: limits, requests, suspension, audit. Never its keys' secrets. */
export function AccountPage() {
  const { sid } = route.useParams();
  const { data, error, refetch } = useQuery(OperationsAccountQuery, {
    variables: { sid },
    fetchPolicy: "cache-and-network",
    pollInterval: POLL,
  });
  const retired = useRetiredLimits(sid);
  const problem = error ?? retired.error;
  const reload = () => Promise.all([refetch(), retired.refetch()]);
  const account = data?.account;
  if (!account) {
    if (!error) return <PageSkeleton />;
    return (
      <Page title="Account" area="Operations">
        {problemOf(error).code === "NOT_FOUND" ? (
          <Empty
            title="No account has this sid"
            action={
              <LinkButton to="/operations/accounts" variant="default">
                Go to all accounts
              </LinkButton>
            }
          />
        ) : (
          <ProblemAlert error={error} onRetry={refetch} />
        )}
      </Page>
    );
  }
  const own = account.viewerRole !== null;
  const limits = feltFirst(account.throttleLimits.map((limit) => readFragment(LimitRow, limit)));
  return (
    <Page
      title={account.name}
      area="Operations"
      badge={<SuspensionBadge suspended={account.suspended} />}
      lead={
        <Group gap="md">
          <LinkAnchor to="/operations/accounts" size="sm">
            All accounts
          </LinkAnchor>
          <span className="lk-mono">{account.sid}</span>
        </Group>
      }
    >
      {problem && <ProblemAlert error={problem} onRetry={reload} />}
      {own && (
        <Alert color="gray" icon={<IconUserOff />} title="You are a member of this account">
          Nobody acts as an operator for their own account: another operator must.
        </Alert>
      )}
      <Limits sid={sid} limits={limits} retired={retired.limits} own={own} reload={reload} />
      <HistoryPanel sid={sid} requestLink="/operations/requests/$id" />
      <SuspensionPanel account={account} own={own} />
      <AuditPanel sid={sid} />
    </Page>
  );
}

interface LimitsProps {
  sid: string;
  limits: readonly Limit[];
  /** Of Apis that have left the catalogue. */
  retired: readonly Limit[];
  own: boolean;
  reload: () => Promise<unknown>;
}

/** Of all Apis, also of those that have left the catalogue, with the way to end what was granted. */
function Limits({ sid, limits, retired, own, reload }: LimitsProps) {
  const [ending, setEnding] = useState<Limit | null>(null);
  const all = [...limits, ...retired];
  return (
    <>
      <LimitsPanel sid={sid} limits={limits} own={own} onEnd={setEnding} />
      <RetiredLimitsPanel
        limits={retired}
        requestLink="/operations/requests/$id"
        onEnd={own ? undefined : setEnding}
      />
      {ending && (
        <EndGrantDialog
          sid={sid}
          limit={ending}
          now={all.find(({ api }) => api.code === ending.api.code)}
          onClose={() => setEnding(null)}
          reload={reload}
        />
      )}
    </>
  );
}

interface LimitsPanelProps extends Omit<LimitsProps, "reload" | "retired"> {
  onEnd: (limit: Limit) => void;
}

function LimitsPanel({ sid, limits, own, onEnd }: LimitsPanelProps) {
  const columns: readonly Column<Limit>[] = [
    { header: "API", rowHeader: true, cell: ({ api }) => <strong>{api.name}</strong> },
    { header: "Limit", cell: (row) => <LimitCell row={row} /> },
    { header: "Used now", cell: (row) => <UsedCell row={row} /> },
    { header: "Last 7 days", cell: (row) => <WeekCell row={row} /> },
    { header: "State", beside: true, className: "lk-state", cell: (row) => <StateBadge row={row} /> },
    {
      header: "Actions",
      beside: true,
      cell: (row) => <Acts sid={sid} row={row} own={own} onEnd={() => onEnd(row)} />,
    },
  ];
  return (
    <Panel title="Limits" lead="Granted limits can be ended early: what was before is in force again.">
      {limits.length === 0 ? (
        <Skeleton height={80} />
      ) : (
        <DataTable
          caption="Limits of the account"
          className="lk-limits"
          columns={columns}
          rows={limits}
          rowKey={({ api }) => api.code}
        />
      )}
    </Panel>
  );
}

interface ActsProps {
  sid: string;
  row: Limit;
  own: boolean;
  onEnd: () => void;
}

function Acts({ sid, row: { api, grantId, pendingRequest }, own, onEnd }: ActsProps) {
  if (own) return <>None</>;
  return (
    <Group gap="xs">
      {pendingRequest ? (
        <LinkButton
          to="/operations/requests/$id"
          params={{ id: pendingRequest.id }}
          size="xs"
          variant="default"
          aria-label={`Pending request: ${api.name}`}
        >
          Pending request
        </LinkButton>
      ) : (
        <LinkAnchor
          to="/operations/accounts/$sid/request"
          params={{ sid }}
          search={{ api: api.code }}
          size="sm"
          className="lk-nowrap"
          aria-label={`Enter a request: ${api.name}`}
        >
          Enter a request
        </LinkAnchor>
      )}
      {grantId !== null && (
        <Button size="xs" variant="default" onClick={onEnd} aria-label={`End grant: ${api.name}`}>
          End grant
        </Button>
      )}
    </Group>
  );
}
