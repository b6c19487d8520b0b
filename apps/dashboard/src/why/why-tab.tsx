import { useQuery } from "@apollo/client/react";
import { Skeleton } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { readFragment } from "../graphql.js";
import { useKey } from "../keys/key-context.js";
import { announce } from "../ui/announce.js";
import { Loading } from "../ui/loading.js";
import { Panel } from "../ui/panel.js";
import { ProblemAlert } from "../ui/problem-alert.js";
import { type Call, sameCall } from "./call.js";
import { CallForm } from "./call-form.js";
import { DecisionPanel } from "./decision-panel.js";
import { DeniedCallPanel } from "./denied-call-panel.js";
import { decisionInWords } from "./steps.js";
import { useSampleCall } from "./use-sample-call.js";
import { Decision, SimulateAccessQuery } from "./why.graphql.js";

const route = getRouteApi("/signed-in/in-account/keys/$id/why");

/** What the gateway would say to a call with this key, step by step. The call stands in the address, so that it can be sent to somebody. */
export function WhyTab() {
  const { key } = useKey();
  const { method = "GET", path, address = "", request } = route.useSearch();
  const navigate = route.useNavigate();
  const sample = useSampleCall();
  const call: Call | null = path === undefined ? sample : { method, path, address };
  const { data, previousData, loading, error, refetch } = useQuery(SimulateAccessQuery, {
    variables: { input: { apiKeyId: key.id, ...toInput(call) } },
    skip: call === null,
    fetchPolicy: "no-cache",
  });
  const decision = readFragment(Decision, (data ?? previousData)?.simulateAccess);
  // The call that `decision` is about: until another is answered, the one before.
  const [decided, setDecided] = useState(call);
  if (data && call && !(decided && sameCall(call, decided))) setDecided(call);

  useEffect(() => {
    if (decision && !loading) announce(decisionInWords(decision));
  }, [decision, loading]);

  function ask(asked: Call) {
    if (call && sameCall(call, asked)) void refetch().catch(() => undefined);
    else void navigate({ search: { ...asked }, resetScroll: false });
  }

  return (
    <>
      {request && <DeniedCallPanel key={request} requestId={request} />}
      <Panel
        title={request ? "Would it pass now?" : "Would it pass?"}
        lead="Asks the gateway's own rules, as they are saved now. Nothing is called."
      >
        {call ? (
          <CallForm call={call} onAsk={ask} pending={loading} />
        ) : (
          <Loading heights={[113, 113, 258]} />
        )}
      </Panel>
      {error && <ProblemAlert error={error} onRetry={refetch} />}
      {decision && decided && !error ? (
        <DecisionPanel decision={decision} call={decided} pending={loading} />
      ) : (
        !error && <Skeleton height={460} />
      )}
    </>
  );
}

function toInput(call: Call | null) {
  return { method: call?.method ?? "", path: call?.path ?? "", clientAddress: call?.address || null };
}
