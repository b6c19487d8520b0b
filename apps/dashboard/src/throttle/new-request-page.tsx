import { Anchor, Stack, Text } from "@mantine/core";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { useAccount, useSignedIn } from "../accounts/account.js";
import { LIMIT_ASKERS, mayAskForLimits } from "../accounts/roles.js";
import { WhoMay } from "../accounts/who-may.js";
import { Page } from "../shell/page.js";
import { PageSkeleton } from "../shell/page-skeleton.js";
import { LinkAnchor, LinkButton } from "../ui/links.js";
import { Panel } from "../ui/panel.js";
import { ProblemAlert } from "../ui/problem-alert.js";
import { toastSaved } from "../ui/toast.js";
import { EvidencePanel } from "./evidence-panel.js";
import { NoSuchApi } from "./limit-page.js";
import { RequestForm } from "./request-form.js";
import { useLimit } from "./use-limit.js";

const route = getRouteApi("/signed-in/in-account/limits/apis/$api/request");
const POLL = 10_000;

const WORDS = {
  reason: "What the calls are for, and since when they do not suffice. Operators decide by it.",
  submit: "Send the request",
};

/** A member asks for another limit. */
export function NewRequestPage() {
  const { api } = route.useParams();
  const { sid, viewerRole } = useAccount();
  const navigate = useNavigate();
  const { limit, error, refetch } = useLimit(sid, api, POLL);

  function openRequest(id: string) {
    toastSaved("Your request waits for a decision.");
    void navigate({ to: "/limits/requests/$id", params: { id }, replace: true, ignoreBlocker: true });
  }

  if (limit === null) return <NoSuchApi />;
  if (limit === undefined && !error) return <PageSkeleton />;
  return (
    <Page
      title={limit ? `Request another ${limit.api.name} limit` : "Request another limit"}
      lead={
        <LinkAnchor to="/limits" w="fit-content">
          All limits
        </LinkAnchor>
      }
    >
      {error && <ProblemAlert error={error} onRetry={refetch} />}
      {limit && !mayAskForLimits(viewerRole) && <WhoMay act="request another limit" roles={LIMIT_ASKERS} />}
      {limit && mayAskForLimits(viewerRole) && (
        <RequestForm
          sid={sid}
          limit={limit}
          words={WORDS}
          aside={
            <Stack gap="md">
              <EvidencePanel limit={limit} advice="Say in the reason what is to come." />
              <Support />
            </Stack>
          }
          pendingLink={(id) => (
            <LinkAnchor to="/limits/requests/$id" params={{ id }} underline="always">
              Open the pending request
            </LinkAnchor>
          )}
          onPending={refetch}
          cancel={
            <LinkButton to="/limits" variant="subtle" color="gray">
              Cancel
            </LinkButton>
          }
          onAsked={openRequest}
        />
      )}
    </Page>
  );
}

function Support() {
  const { supportEmail } = useSignedIn().installation;
  if (!supportEmail) return null;
  return (
    <Panel title="By mail instead">
      <Text size="sm">
        Write to{" "}
        <Anchor href={`mailto:${supportEmail}`} size="sm" underline="always" className="lk-anywhere">
          {supportEmail}
        </Anchor>
        . An operator enters the request for you, and it appears here.
      </Text>
    </Panel>
  );
}
