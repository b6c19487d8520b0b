import { Alert, Button, Group, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { IconClockPause } from "@tabler/icons-react";
import { type FormEvent, type ReactNode, useState } from "react";
import { now } from "../ui/clock.js";
import { CopyAsGraphql } from "../ui/copy-as-graphql.js";
import { SHORT } from "../ui/field-width.js";
import { LeaveGuard } from "../ui/leave-guard.js";
import { Panel } from "../ui/panel.js";
import { SaveErrors } from "../ui/save-errors.js";
import { useAttempts } from "../ui/use-attempts.js";
import { useSave } from "../ui/use-save.js";
import { hasCode } from "../ui/user-errors.js";
import { BelowPeak } from "./below-peak.js";
import { EndField } from "./end-field.js";
import type { Limit } from "./limit-cells.js";
import { limitInWords, windowInWords } from "./limit-state.js";
import { NOTHING_TYPED, parseLimit, readRequest, type TypedRequest } from "./request-fields.js";
import { RequestLimitMutation } from "./throttle.graphql.js";

interface Props {
  sid: string;
  limit: Limit;
  /** Words that differ between a member and an operator who enters what was asked by mail. */
  words: { reason: string; submit: string };
  /** Stands beside the form. */
  aside: ReactNode;
  /** A link to the request that waits already. */
  pendingLink: (id: string) => ReactNode;
  onPending: () => unknown;
  cancel: ReactNode;
  /** Leads to the request, past the question whether to leave: what was typed is sent. */
  onAsked: (id: string) => void;
}

/** Asks for another limit. What was typed stays until it was taken. */
export function RequestForm({ sid, limit, words, aside, pendingLink, onPending, cancel, onAsked }: Props) {
  const [typed, setTyped] = useState(NOTHING_TYPED);
  const [asked, setAsked] = useState(false);
  const attempts = useAttempts();
  const save = useSave(["limit", "reason", "validUntil"]);

  /** Null, once it was said why: the form can't be sent. */
  function toSend() {
    const read = readRequest(typed, limit, now());
    if ("problems" in read) return save.refuse(read.problems);
    return { accountSid: sid, api: limit.api.code, ...read.request };
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    const request = toSend();
    if (!request) return;
    // The end as it was chosen: the days until it count from the first sending.
    const content = { ...request, validUntil: typed.end };
    const input = () => attempts.inputFor(content, () => request);
    await save.send({ document: RequestLimitMutation, input }, async ({ throttleRequest, errors }) => {
      attempts.answered(content);
      if (hasCode(errors, "REQUEST_PENDING")) return onPending();
      // It is there, also where ALREADY_APPLIED says that an earlier sending has made it, whose answer was lost.
      if (!throttleRequest) return;
      setAsked(true);
      onAsked(throttleRequest.id);
    });
  }

  const pending = limit.pendingRequest || hasCode(save.refused, "REQUEST_PENDING");
  const dirty = JSON.stringify(typed) !== JSON.stringify(NOTHING_TYPED);
  return (
    <form onSubmit={submit} noValidate className="lk-two">
      <Stack gap="lg">
        <Panel title="The limit">
          <RequestFields
            limit={limit}
            reasonMeans={words.reason}
            value={typed}
            onChange={setTyped}
            errors={save.errors.byField}
          />
        </Panel>
        {pending ? (
          <Pending id={limit.pendingRequest?.id} link={pendingLink} />
        ) : (
          !asked && <SaveErrors save={save} />
        )}
        <Group>
          <Button type="submit" loading={save.pending} disabled={asked}>
            {words.submit}
          </Button>
          {cancel}
          <CopyAsGraphql write={{ document: RequestLimitMutation, input: toSend }} />
        </Group>
      </Stack>
      <aside aria-label="Beside the form">{aside}</aside>
      <LeaveGuard active={dirty && !asked} title="Leave without asking?">
        What you have typed is not sent.
      </LeaveGuard>
    </form>
  );
}

interface FieldsProps {
  limit: Limit;
  reasonMeans: string;
  value: TypedRequest;
  onChange: (value: TypedRequest) => void;
  errors: Record<string, string>;
}

function RequestFields({ limit, reasonMeans, value, onChange, errors }: FieldsProps) {
  const { windowSeconds, peak } = limit;
  const read = parseLimit(value.limit);
  return (
    <>
      <TextInput
        label="New limit"
        description={`Calls ${windowInWords(windowSeconds)}, 1 to 1,000,000. Now ${limitInWords(limit.limit, windowSeconds)}.`}
        inputMode="numeric"
        name="limit"
        maxLength={12}
        styles={SHORT}
        value={value.limit}
        onChange={(event) => onChange({ ...value, limit: event.currentTarget.value })}
        error={errors.limit}
      />
      <BelowPeak limit={"value" in read ? read.value : null} evidence={{ peak, days: 7 }} />
      <EndField value={value.end} onChange={(end) => onChange({ ...value, end })} error={errors.validUntil} />
      <Textarea
        label="Reason"
        description={reasonMeans}
        autosize
        minRows={3}
        maxRows={12}
        name="reason"
        value={value.reason}
        onChange={(event) => onChange({ ...value, reason: event.currentTarget.value })}
        error={errors.reason}
      />
    </>
  );
}

/** Without an id it is known that one waits, but not which. */
function Pending({ id, link }: { id: string | undefined; link: Props["pendingLink"] }) {
  return (
    <Alert color="amber" icon={<IconClockPause />} role="alert" title="A request is pending already">
      <Text size="sm">
        There is one request at a time for an API. {id ? link(id) : "It waits for a decision."}
      </Text>
    </Alert>
  );
}
