import { Alert, Group, Loader, Text } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck } from "@tabler/icons-react";
import { useEffect, useRef } from "react";
import { WithAddresses } from "../ui/address.js";
import { announce } from "../ui/announce.js";
import { LinkAnchor, LinkButton } from "../ui/links.js";
import { Panel } from "../ui/panel.js";
import { ProblemAlert } from "../ui/problem-alert.js";
import { RelativeTime } from "../ui/relative-time.js";
import { WHY } from "../usage/denial-reasons.js";
import { FixLink } from "../usage/fix-link.js";
import { whySearchOf } from "../why/why-search.js";
import { useFirstRequest } from "./use-first-request.js";
import { WaitingHints } from "./waiting-hints.js";

interface Props {
  /** The key to watch; undefined while none is tried and none was used. */
  id: string | undefined;
  /** The account has made no request yet, with whatever key. */
  unused: boolean;
}

/** Waits for the first request with a key; says why it was denied, or, once one has passed, from where, and what to do next. */
export function FirstRequestStep({ id, unused }: Props) {
  const { key, request, error, refetch } = useFirstRequest(id);
  useAnnounced(id, request?.state ?? (unused ? "waiting" : undefined));
  if (!key || !request || request.state === "waiting") {
    return (
      <Panel
        title="3. Waiting for the first request"
        lead="This page notices it by itself, a second or two after it was made."
        aside={<Loader size="sm" type="dots" aria-hidden />}
      >
        {error && <ProblemAlert error={error} onRetry={refetch} />}
        <WaitingHints id={id} />
      </Panel>
    );
  }
  const { name, lastUsedAddress } = key;
  if (request.state === "denied") {
    const { denial } = request;
    const { sentence, fix } = WHY[denial.reason];
    return (
      <Panel
        title="3. A request has come, and was denied"
        lead="The token is right. This page notices by itself when a call passes."
        aside={<Loader size="sm" type="dots" aria-hidden />}
      >
        <Alert color="amber" icon={<IconAlertTriangle />} title={sentence}>
          <Text size="sm" c="inherit" className="lk-anywhere">
            <span className="lk-mono">
              {denial.method} {denial.path}
            </span>{" "}
            with “{name}” <RelativeTime at={denial.at} />
            {denial.address && <WithAddresses text={` from ${denial.address}`} />}.
          </Text>
        </Alert>
        <Group gap="sm">
          <LinkAnchor to="/keys/$id/why" params={{ id: key.id }} search={whySearchOf(denial)}>
            See why, step by step
          </LinkAnchor>
          {fix && <FixLink id={key.id} fix={fix} address={denial.address} operation={denial.operation} />}
        </Group>
      </Panel>
    );
  }
  return (
    <Panel title="3. The first request has come">
      <Alert color="green" icon={<IconCircleCheck />}>
        <Text size="sm" fw={600} c="inherit">
          “{name}” was used <RelativeTime at={request.at} />
          {lastUsedAddress && <WithAddresses text={` from ${lastUsedAddress}`} />}.
        </Text>
      </Alert>
      <Group gap="xs">
        <LinkButton to="/keys/$id" params={{ id: key.id }}>
          Open the key
        </LinkButton>
        <LinkButton to="/keys/$id/permissions" params={{ id: key.id }} variant="default">
          Restrict its APIs
        </LinkButton>
        <LinkButton to="/keys/$id/network" params={{ id: key.id }} variant="default">
          Restrict its addresses
        </LinkButton>
        <LinkAnchor to="/limits">See your limits</LinkAnchor>
      </Group>
    </Panel>
  );
}

const SENTENCES = { denied: "A request has come, and was denied", passed: "The first request has come" };

/** Has a screen reader say what has come while this key was watched; what was there before is no news. */
function useAnnounced(id: string | undefined, state: "waiting" | "denied" | "passed" | undefined): void {
  const seen = useRef<{ id: string | undefined; state: typeof state }>({ id, state: undefined });
  useEffect(() => {
    if (state === undefined) return;
    const before = seen.current.id === id || !seen.current.id ? seen.current.state : undefined;
    seen.current = { id, state };
    if (before !== undefined && before !== state && state !== "waiting") announce(SENTENCES[state]);
  }, [id, state]);
}
