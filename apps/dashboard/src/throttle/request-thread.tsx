import { Stack, Text } from "@mantine/core";
import {
  IconBolt,
  IconChartBar,
  IconCircleCheck,
  IconCircleX,
  IconClockPause,
  IconHistory,
  IconMessage,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { ResultOf } from "../graphql.js";
import { personInWords } from "../identity/person-name.js";
import { counted, formatCount } from "../ui/count.js";
import { Panel } from "../ui/panel.js";
import { RelativeTime } from "../ui/relative-time.js";
import { localTime } from "../ui/time.js";
import { useNow } from "../ui/use-now.js";
import { limitInWords, sharePercent } from "./limit-state.js";
import { askerInWords, outcomeInWords, standingOf, untilInWords } from "./request-words.js";
import type { RequestRow } from "./throttle.graphql.js";

export type Request = ResultOf<typeof RequestRow>;

/** The limit of the same account and Api that is in force now. */
export interface InForce {
  limit: number;
  validUntil: string | null;
  limitAfterwards: number | null;
}

interface Props {
  request: Request;
  inForce: InForce | undefined;
}

/** What was asked, on what evidence, what was decided, and what is in force since, in this order. */
export function RequestThread({ request, inForce }: Props) {
  const { api, evidence, currentLimit, requestedLimit } = request;
  return (
    <Panel title="Thread">
      <ol className="lk-thread">
        <Step
          icon={<IconMessage size={18} />}
          title={`Asked by ${askerInWords(request)}`}
          at={request.requestedAt}
        >
          <Text size="sm">
            {limitInWords(requestedLimit, api.windowSeconds)} instead of {formatCount(currentLimit)},{" "}
            {untilInWords(request.requestedUntil)}.
          </Text>
          <blockquote className="lk-quote">{request.reason}</blockquote>
        </Step>
        <Step icon={<IconChartBar size={18} />} title="Evidence, as it was then">
          <Text size="sm">
            Peak {formatCount(evidence.peak)} in one window, {sharePercent(evidence.peak, currentLimit)} % of
            the limit; {counted(evidence.throttled, "call")} throttled. Over {evidence.days} days.
          </Text>
        </Step>
        <Decision request={request} />
        <InForceStep request={request} inForce={inForce} />
      </ol>
    </Panel>
  );
}

function Decision({ request }: { request: Request }) {
  const { status, decidedBy, decidedAt, decisionNote } = request;
  if (status === "PENDING") {
    return (
      <Step icon={<IconClockPause size={18} />} title="Waits for a decision">
        <Text size="sm" c="dimmed">
          An operator decides. The account is mailed then.
        </Text>
      </Step>
    );
  }
  const who = decidedBy ? ` by ${personInWords(decidedBy)}` : status === "APPROVED" ? " by rule" : "";
  const approved = status === "APPROVED";
  return (
    <Step
      icon={approved ? <IconCircleCheck size={18} /> : <IconCircleX size={18} />}
      title={
        status === "WITHDRAWN" ? "Withdrawn by the account" : `${approved ? "Approved" : "Declined"}${who}`
      }
      at={decidedAt}
    >
      {approved && <Text size="sm">{outcomeInWords(request)}.</Text>}
      {decisionNote && <blockquote className="lk-quote">{decisionNote}</blockquote>}
      {status === "DECLINED" && (
        <Text size="sm" c="dimmed">
          The limit stayed as it was.
        </Text>
      )}
    </Step>
  );
}

/** Where the grant stands now: in force, followed by another, or over. */
function InForceStep({ request, inForce }: Props) {
  const now = useNow(1000);
  const standing = standingOf(request, now);
  if (!standing) return null;
  const { windowSeconds, retiredAt } = request.api;
  const current = inForce && `${limitInWords(inForce.limit, windowSeconds)}`;
  const granted = request.grantedLimit ?? request.requestedLimit;
  if (standing.state === "ended") {
    return (
      <Step icon={<IconHistory size={18} />} title="No longer in force">
        <Text size="sm">
          {standing.words}. {current && `In force now: ${current}.`}
        </Text>
      </Step>
    );
  }
  if (retiredAt) {
    return (
      <Step
        icon={<IconHistory size={18} />}
        title="Not in force: the API has left the catalogue"
        at={retiredAt}
      >
        <Text size="sm">It would come back with the API, unless an operator ends it before.</Text>
      </Step>
    );
  }
  const follows =
    inForce !== undefined && (inForce.limit !== granted || inForce.validUntil !== request.validUntil);
  return (
    <Step
      icon={<IconBolt size={18} />}
      title={
        follows
          ? "Followed by another grant"
          : `In force since ${localTime(request.decidedAt ?? request.requestedAt)}`
      }
    >
      <Text size="sm">
        {follows
          ? `In force now: ${current}.`
          : `${limitInWords(granted, windowSeconds)} ${untilInWords(request.validUntil)}${
              request.validUntil && inForce?.limitAfterwards != null
                ? `, then ${formatCount(inForce.limitAfterwards)} again`
                : ""
            }.`}
      </Text>
    </Step>
  );
}

interface StepProps {
  icon: ReactNode;
  title: string;
  at?: string | null;
  children?: ReactNode;
}

function Step({ icon, title, at, children }: StepProps) {
  return (
    <li>
      <span className="lk-thread-icon" aria-hidden>
        {icon}
      </span>
      <Stack gap={4} miw={0} flex={1}>
        <Text size="sm" fw={600} className="lk-anywhere">
          {title}
          {at && (
            <Text span size="sm" c="dimmed" fw={400}>
              {" · "}
              <RelativeTime at={at} />
            </Text>
          )}
        </Text>
        {children}
      </Stack>
    </li>
  );
}
