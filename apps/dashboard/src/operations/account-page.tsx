import { useQuery } from "@apollo/client/react";
import { Alert, Group } from "@mantine/core";
import { IconUserOff } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { problemOf } from "../apollo/problem.js";
import { readFragment } from "../graphql.js";
import { Page } from "../shell/page.js";
import { PageSkeleton } from "../shell/page-skeleton.js";
import { HistoryPanel } from "../throttle/history-panel.js";
import { feltFirst } from "../throttle/limit-state.js";
import { LimitRow } from "../throttle/throttle.graphql.js";
import { useRetiredLimits } from "../throttle/use-retired-limits.js";
import { Empty } from "../ui/empty.js";
import { LinkAnchor, LinkButton } from "../ui/links.js";
import { ProblemAlert } from "../ui/problem-alert.js";
import { AccountUsagePanel } from "../usage/account-usage-panel.js";
import { AccountLimits } from "./account-limits.js";
import { SuspensionBadge } from "./accounts-page.js";
import { AuditPanel } from "./audit-panel.js";
import { OperationsAccountQuery } from "./operations.graphql.js";
import { PeoplePanel } from "./people-panel.js";
import { SuspensionPanel } from "./suspension-panel.js";

const route = getRouteApi("/signed-in/operations/accounts/$sid");
const POLL = 5000;

/** An account as operators see it: limits, calls, requests, people, suspension, audit. Never its keys' secrets. */
export function AccountPage() {
  const { sid } = route.useParams();
  const { data, error, refetch } = useQuery(OperationsAccountQuery, {
    variables: { sid },
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
  const limits = feltFirst(readFragment(LimitRow, account.throttleLimits));
  return (
    <Page
      title={account.name}
      area="Operations"
      badge={<SuspensionBadge suspended={account.suspended} />}
      lead={
        <Group gap="md">
          <LinkAnchor to="/operations/accounts">All accounts</LinkAnchor>
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
      <AccountLimits sid={sid} limits={limits} retired={retired.limits} own={own} reload={reload} />
      <AccountUsagePanel sid={sid} />
      <HistoryPanel sid={sid} requestLink="/operations/requests/$id" />
      <PeoplePanel sid={sid} />
      <SuspensionPanel account={account} own={own} />
      <AuditPanel sid={sid} />
    </Page>
  );
}
