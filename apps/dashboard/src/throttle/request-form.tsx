import { useMutation } from "@apollo/client/react";
import { Alert, Button, Group, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { IconClockPause } from "@tabler/icons-react";
import { type FormEvent, type ReactNode, useEffect, useState } from "react";
import { now } from "../ui/clock.js";
import { CopyAsGraphql } from "../ui/copy-as-graphql.js";
import { SHORT } from "../ui/field-width.js";
import { LeaveGuard } from "../ui/leave-guard.js";
import { Panel } from "../ui/panel.js";
import { SaveErrors } from "../ui/save-errors.js";
import { useAttempts } from "../ui/use-attempts.js";
import { useSave } from "../ui/use-save.js";
import { EndField } from "./end-field.js";
import type { Limit } from "./limit-cells.js";
import { limitInWords, windowInWords } from "./limit-state.js";
import {
  FOR_EVER,
  LONGEST_REASON,
  parseEnd,
  parseLimit,
  sameProblem,
  textProblem,
} from "./request-fields.js";
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
  /** Leads to the request. */
  onAsked: (id: string) => void;
}

/** Asks for another limit. What was typed stays until it was taken. */
export function RequestForm({ sid, limit, words, aside, pendingLink, onPending, cancel, onAsked }: Props) {
  const { api, windowSeconds, pendingRequest } = limit;
  const [text, setText] = useState("");
  const [reason, setReason] = useState("");
  const [end, setEnd] = useState(FOR_EVER);
  const [asked, setAsked] = useState<string | null>(null);
  const attempts = useAttempts();
  const [mutate] = useMutation(RequestLimitMutation);
  const save = useSave(["limit", "reason", "validUntil"]);
  // Only after the guard has been told: leaving is no loss any more.
  useEffect(() => {
    if (asked) onAsked(asked);
  }, [asked, onAsked]);
  const parsed = parseLimit(text);
  const pending = save.refused.some(({ code }) => code === "REQUEST_PENDING");

  /** Null, once it was said why: the form can't be sent. */
  function toSend() {
    const until = parseEnd(end, now());
    const missing = textProblem(
      reason,
      LONGEST_REASON,
      "Say what the calls are for. An operator decides by it.",
    );
    if ("problem" in parsed || "problem" in until || missing) {
      save.refuse({
        ...("problem" in parsed && { limit: parsed.problem }),
        ...(missing && { reason: missing }),
        ...("problem" in until && { validUntil: until.problem }),
      });
      return null;
    }
    const same = sameProblem({ limit: parsed.value, validUntil: until.at }, limit);
    if (same) return save.refuse({ limit: same });
    const asked = { api: api.code, limit: parsed.value, reason: reason.trim() };
    return { accountSid: sid, ...asked, validUntil: until.at };
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    const typed = toSend();
    if (!typed) return;
    // The end as it was chosen: the days until it count from the first sending.
    const content = { ...typed, validUntil: end };
    const input = attempts.inputFor(content, () => typed);
    const done = await save.run(async () => {
      const payload = (await mutate({ variables: { input } })).data?.requestThrottleLimit;
      if (payload) attempts.answered(content);
      // The first of two equal calls was carried out, though its answer was lost: this is a success.
      const applied = payload?.errors.some(({ code }) => code === "ALREADY_APPLIED");
      if (payload?.errors.some(({ code }) => code === "REQUEST_PENDING")) await onPending();
      return payload && applied ? { ...payload, errors: [] } : payload;
    });
    if (done?.throttleRequest) setAsked(done.throttleRequest.id);
  }

  const dirty = text !== "" || reason !== "";
  return (
    <form onSubmit={submit} noValidate className="lk-two">
      <Stack gap="lg">
        <Panel title="The limit">
          <TextInput
            label="New limit"
            description={`Calls ${windowInWords(windowSeconds)}, 1 to 1,000,000. Now ${limitInWords(limit.limit, windowSeconds)}.`}
            inputMode="numeric"
            name="limit"
            maxLength={12}
            styles={SHORT}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            error={save.errors.byField.limit}
          />
          <EndField value={end} onChange={setEnd} error={save.errors.byField.validUntil} />
          <Textarea
            label="Reason"
            description={words.reason}
            autosize
            minRows={3}
            maxRows={12}
            name="reason"
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            error={save.errors.byField.reason}
          />
        </Panel>
        {pending || pendingRequest ? (
          <Alert color="amber" icon={<IconClockPause />} role="alert" title="A request is pending already">
            <Text size="sm">
              There is one request at a time for an API.{" "}
              {pendingRequest ? pendingLink(pendingRequest.id) : "It waits for a decision."}
            </Text>
          </Alert>
        ) : (
          <SaveErrors save={save} />
        )}
        <Group>
          <Button type="submit" loading={save.pending} disabled={asked !== null}>
            {words.submit}
          </Button>
          {cancel}
          <CopyAsGraphql write={{ document: RequestLimitMutation, input: toSend }} />
        </Group>
      </Stack>
      <aside aria-label="Beside the form">{aside}</aside>
      <LeaveGuard active={dirty && asked === null} title="Leave without asking?">
        What you have typed is not sent.
      </LeaveGuard>
    </form>
  );
}
