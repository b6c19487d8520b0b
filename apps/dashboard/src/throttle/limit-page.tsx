import { Skeleton } from "@mantine/core";
import { IconGauge } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useAccount } from "../accounts/account.js";
import { mayAskForLimits } from "../accounts/roles.js";
import { Page } from "../shell/page.js";
import { PageSkeleton } from "../shell/page-skeleton.js";
import { Empty } from "../ui/empty.js";
import { LinkAnchor, LinkButton } from "../ui/links.js";
import { Panel } from "../ui/panel.js";
import { ProblemAlert } from "../ui/problem-alert.js";
import { CallsByKeyPanel } from "./calls-by-key-panel.js";
import { ChartPanel } from "./chart-panel.js";
import { HistoryPanel } from "./history-panel.js";
import { StateBadge } from "./limit-cells.js";
import { LimitFacts } from "./limit-facts.js";
import { useLimit } from "./use-limit.js";

const route = getRouteApi("/signed-in/in-account/limits/apis/$api");
const POLL = 3000;

/** One Api's limit, large: how it stands, its use over time, and every request about it. */
export function LimitPage() {
  const { api } = route.useParams();
  const { sid, viewerRole } = useAccount();
  const { limit, error, refetch } = useLimit(sid, api, POLL);
  if (limit === null) return <NoSuchApi />;
  if (limit === undefined && !error) return <PageSkeleton />;
  return (
    <Page
      title={limit ? `${limit.api.name} limit` : "Limit"}
      badge={limit && <StateBadge row={limit} />}
      lead={
        <LinkAnchor to="/limits" w="fit-content">
          All limits
        </LinkAnchor>
      }
      actions={limit && <RequestAction limit={limit} mayAsk={mayAskForLimits(viewerRole)} />}
    >
      {error && <ProblemAlert error={error} onRetry={refetch} />}
      <Panel title="Now">{limit ? <LimitFacts limit={limit} /> : <Skeleton height={120} />}</Panel>
      {limit && (
        <ChartPanel sid={sid} api={api} limit={limit.limit} asked={limit.pendingRequest?.requestedLimit} />
      )}
      <CallsByKeyPanel sid={sid} api={api} />
      <HistoryPanel sid={sid} api={api} requestLink="/limits/requests/$id" />
    </Page>
  );
}

function RequestAction({
  limit: { api, pendingRequest },
  mayAsk,
}: {
  limit: { api: { code: string }; pendingRequest: { id: string } | null };
  mayAsk: boolean;
}) {
  if (pendingRequest) {
    return (
      <LinkButton to="/limits/requests/$id" params={{ id: pendingRequest.id }} variant="default">
        Pending request
      </LinkButton>
    );
  }
  if (!mayAsk) return null;
  return (
    <LinkButton to="/limits/apis/$api/request" params={{ api: api.code }}>
      Request a change
    </LinkButton>
  );
}

export function NoSuchApi() {
  return (
    <Page title="Limit not found">
      <Empty
        icon={<IconGauge />}
        title="No API has this code"
        action={
          <LinkButton to="/limits" variant="default">
            Go to your limits
          </LinkButton>
        }
      />
    </Page>
  );
}
