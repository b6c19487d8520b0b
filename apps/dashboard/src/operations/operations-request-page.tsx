import { Group } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { Page } from "../shell/page.js";
import { PageSkeleton } from "../shell/page-skeleton.js";
import { ChartPanel } from "../throttle/chart-panel.js";
import { HistoryPanel } from "../throttle/history-panel.js";
import { RequestBadge } from "../throttle/request-badge.js";
import { NoSuchRequest } from "../throttle/request-page.js";
import { RequestThread } from "../throttle/request-thread.js";
import { askedInWords } from "../throttle/request-words.js";
import { Retired } from "../throttle/retired.js";
import { useRequest } from "../throttle/use-request.js";
import { LinkAnchor, LinkButton } from "../ui/links.js";
import { ProblemAlert } from "../ui/problem-alert.js";
import { DecidePanel } from "./decide-panel.js";

const route = getRouteApi("/signed-in/operations/requests/$id");
const WEEK_HOURS = 168;

/** A request as an operator decides it: thread and use of the last days with the decision beside them, and what was asked before. */
export function OperationsRequestPage() {
  const { id } = route.useParams();
  const { request, inForce, error, refetch } = useRequest(id);
  const problem = error && <ProblemAlert error={error} onRetry={refetch} />;
  if (request === undefined) return problem ? <Page title="Request">{problem}</Page> : <PageSkeleton />;
  if (request === null) {
    return (
      <NoSuchRequest>
        <LinkButton to="/operations/requests" variant="default">
          Go to the queue
        </LinkButton>
      </NoSuchRequest>
    );
  }
  const { account, api } = request;
  return (
    <Page
      title={`${account.name}, ${askedInWords(request)}`}
      documentTitle={`${account.name}, ${api.name}`}
      area="Operations"
      badge={<RequestBadge status={request.status} />}
      lead={
        <Group gap="md">
          <LinkAnchor to="/operations/requests">All requests</LinkAnchor>
          <LinkAnchor to="/operations/accounts/$sid" params={{ sid: account.sid }}>
            {account.name} ({account.sid})
          </LinkAnchor>
          <Retired api={api} />
        </Group>
      }
    >
      {problem}
      <div className="lk-two">
        <div className="lk-stack">
          <RequestThread request={request} inForce={inForce} />
          <ChartPanel
            sid={account.sid}
            api={api.code}
            limit={inForce?.limit ?? request.currentLimit}
            asked={request.status === "PENDING" ? request.requestedLimit : undefined}
            hours={WEEK_HOURS}
          />
        </div>
        <aside className="lk-stack" aria-label="Decision">
          <DecidePanel request={request} reload={refetch} />
        </aside>
      </div>
      <HistoryPanel sid={account.sid} api={api.code} requestLink="/operations/requests/$id" />
    </Page>
  );
}
