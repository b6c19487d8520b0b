import { Group } from "@mantine/core";
import { IconMessageOff } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useAccount } from "../accounts/account.js";
import { InAnotherAccount, useOtherAccount } from "../accounts/in-another-account.js";
import { mayAskForLimits } from "../accounts/roles.js";
import { Page } from "../shell/page.js";
import { PageSkeleton } from "../shell/page-skeleton.js";
import { Empty } from "../ui/empty.js";
import { LinkAnchor, LinkButton } from "../ui/links.js";
import { ProblemAlert } from "../ui/problem-alert.js";
import { RequestBadge } from "./request-badge.js";
import { RequestThread } from "./request-thread.js";
import { askedInWords } from "./request-words.js";
import { Retired } from "./retired.js";
import { useRequest } from "./use-request.js";
import { WithdrawPanel } from "./withdraw-panel.js";

const route = getRouteApi("/signed-in/in-account/limits/requests/$id");

/** A request as the account sees it: the whole thread, and withdrawing while nobody has decided. */
export function RequestPage() {
  const { id } = route.useParams();
  const { sid, viewerRole } = useAccount();
  const { request, inForce, sid: ofAccount, error, refetch } = useRequest(id);
  const elsewhere = useOtherAccount(ofAccount);
  const problem = error && <ProblemAlert error={error} onRetry={refetch} />;
  if (request === undefined) return problem ? <Page title="Request">{problem}</Page> : <PageSkeleton />;
  if (elsewhere) return <InAnotherAccount title="Request in another account" account={elsewhere} />;
  if (request === null || ofAccount !== sid) {
    return (
      <NoSuchRequest>
        <LinkButton to="/limits" variant="default">
          Go to your limits
        </LinkButton>
      </NoSuchRequest>
    );
  }
  return (
    <Page
      title={askedInWords(request)}
      documentTitle={`Request for ${request.api.name}`}
      badge={<RequestBadge status={request.status} />}
      lead={
        <Group gap="md">
          <LinkAnchor to="/limits">All limits</LinkAnchor>
          {request.api.retiredAt === null && (
            <LinkAnchor to="/limits/apis/$api" params={{ api: request.api.code }}>
              {request.api.name} limit
            </LinkAnchor>
          )}
          <Retired api={request.api} />
        </Group>
      }
    >
      {problem}
      <RequestThread request={request} inForce={inForce} />
      <WithdrawPanel request={request} may={mayAskForLimits(viewerRole)} reload={refetch} />
    </Page>
  );
}

export function NoSuchRequest({ children }: { children: ReactNode }) {
  return (
    <Page title="Request not found">
      <Empty icon={<IconMessageOff />} title="There is no such request" action={children}>
        The link may be incomplete, or the request belongs to another account.
      </Empty>
    </Page>
  );
}
