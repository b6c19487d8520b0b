import { Group, Stack, Text } from "@mantine/core";
import { IconCircleCheck, IconCircleX } from "@tabler/icons-react";
import { type ResultOf, readFragment } from "../graphql.js";
import { useKey } from "../keys/key-context.js";
import { LimitRow } from "../throttle/throttle.graphql.js";
import { Address } from "../ui/address.js";
import { Panel } from "../ui/panel.js";
import { WHY } from "../usage/denial-reasons.js";
import { FixLink } from "../usage/fix-link.js";
import type { Call } from "./call.js";
import { DecisionSteps } from "./decision-steps.js";
import { decisionInWords } from "./steps.js";
import { ThrottleStanding } from "./throttle-standing.js";
import type { Decision } from "./why.graphql.js";

interface Props {
  decision: ResultOf<typeof Decision>;
  call: Call;
  /** Another answer is on its way. */
  pending: boolean;
}

/** The answer to one call, why, and the way to mend it. */
export function DecisionPanel({ decision, call, pending }: Props) {
  const { key } = useKey();
  const { allowed, reason, missingPermission, operation, steps } = decision;
  const limit = readFragment(LimitRow, decision.throttle);
  const why = reason && WHY[reason];
  return (
    <Panel
      title="Decision"
      busy={pending}
      lead={
        <>
          <span className="lk-mono">
            {call.method} {call.path}
          </span>{" "}
          from {call.address ? <Address text={call.address} /> : "an unknown address"}, with the right token
        </>
      }
    >
      <Group gap="sm" wrap="nowrap" align="flex-start">
        {allowed ? (
          <IconCircleCheck color="var(--lk-green)" aria-hidden className="lk-fixed" />
        ) : (
          <IconCircleX color="var(--lk-red)" aria-hidden className="lk-fixed" />
        )}
        <Stack gap={2} miw={0}>
          <Text fw={600}>{decisionInWords(decision)}</Text>
          {why && <Text size="sm">{why.sentence}</Text>}
          {missingPermission && (
            <Text size="sm">
              Missing permission: <strong className="lk-mono">{missingPermission}</strong>
            </Text>
          )}
          <Group gap="sm">
            {reason && (
              <Text size="xs" c="dimmed" className="lk-mono">
                {reason}
              </Text>
            )}
            {why?.fix && (
              <FixLink id={key.id} fix={why.fix} address={call.address || null} operation={operation} />
            )}
          </Group>
        </Stack>
      </Group>
      <DecisionSteps steps={steps} allowed={allowed} />
      {limit && <ThrottleStanding limit={limit} />}
    </Panel>
  );
}
