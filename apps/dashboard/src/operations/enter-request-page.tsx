import { useQuery } from "@apollo/client/react";
import { NativeSelect, Stack, Text } from "@mantine/core";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { readFragment } from "../graphql.js";
import { Page } from "../shell/page.js";
import { PageSkeleton } from "../shell/page-skeleton.js";
import { EvidencePanel } from "../throttle/evidence-panel.js";
import type { Limit } from "../throttle/limit-cells.js";
import { RequestForm } from "../throttle/request-form.js";
import { LimitRow } from "../throttle/throttle.graphql.js";
import { MIDDLE } from "../ui/field-width.js";
import { LinkAnchor, LinkButton } from "../ui/links.js";
import { ProblemAlert } from "../ui/problem-alert.js";
import { toastSaved } from "../ui/toast.js";
import { OperationsAccountQuery } from "./operations.graphql.js";

const route = getRouteApi("/signed-in/operations/accounts/$sid/request");

const WORDS = {
  reason: "What the account wrote: its own words, and who wrote them when.",
  submit: "Enter the request",
};

/** An operator enters what an account has asked for by mail; it is then decided like any other. */
export function EnterRequestPage() {
  const { sid } = route.useParams();
  const { api } = route.useSearch();
  const { data, error, refetch } = useQuery(OperationsAccountQuery, {
    variables: { sid },
  });
  if (!data) {
    if (!error) return <PageSkeleton />;
    return (
      <Page title="Enter a request" area="Operations">
        <ProblemAlert error={error} onRetry={refetch} />
      </Page>
    );
  }
  const { account } = data;
  const limits = readFragment(LimitRow, account.throttleLimits);
  const limit = limits.find((each) => each.api.code === api) ?? limits[0];
  return (
    <Page
      title={`Enter a request for ${account.name}`}
      area="Operations"
      lead={
        <Stack gap={4}>
          <LinkAnchor to="/operations/accounts/$sid" params={{ sid }} className="lk-anywhere">
            {account.name} ({account.sid})
          </LinkAnchor>
          <Text size="sm" c="dimmed">
            For an account that asked by mail. The request says that an operator entered it.
          </Text>
        </Stack>
      }
    >
      {limit && (
        <>
          <ApiField sid={sid} limits={limits} value={limit.api.code} />
          <EnterRequestForm key={limit.api.code} sid={sid} limit={limit} onPending={refetch} />
        </>
      )}
    </Page>
  );
}

/** The API that is asked about, which the address names. */
function ApiField({ sid, limits, value }: { sid: string; limits: readonly Limit[]; value: string }) {
  const navigate = useNavigate();
  function choose(api: string) {
    const to = "/operations/accounts/$sid/request";
    void navigate({ to, params: { sid }, search: { api }, replace: true });
  }
  return (
    <NativeSelect
      label="API"
      styles={MIDDLE}
      value={value}
      data={limits.map(({ api }) => ({ value: api.code, label: api.name }))}
      onChange={(event) => choose(event.currentTarget.value)}
    />
  );
}

interface FormProps {
  sid: string;
  limit: Limit;
  onPending: () => unknown;
}

function EnterRequestForm({ sid, limit, onPending }: FormProps) {
  const navigate = useNavigate();

  function openRequest(id: string) {
    toastSaved("The request is entered.");
    void navigate({ to: "/operations/requests/$id", params: { id }, replace: true, ignoreBlocker: true });
  }

  return (
    <RequestForm
      sid={sid}
      limit={limit}
      words={WORDS}
      aside={<EvidencePanel limit={limit} />}
      pendingLink={(id) => (
        <LinkAnchor to="/operations/requests/$id" params={{ id }} underline="always">
          Open the pending request
        </LinkAnchor>
      )}
      onPending={onPending}
      cancel={
        <LinkButton to="/operations/accounts/$sid" params={{ sid }} variant="subtle" color="gray">
          Cancel
        </LinkButton>
      }
      onAsked={openRequest}
    />
  );
}
