import { useMutation } from "@apollo/client/react";
import { Alert, type AlertProps, Button, Group, Radio, Stack, Textarea, TextInput } from "@mantine/core";
import { IconCircleCheck, IconRefresh, IconUserOff } from "@tabler/icons-react";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { useSignedIn } from "../identity/account.js";
import { EndField } from "../throttle/end-field.js";
import { limitInWords } from "../throttle/limit-state.js";
import { LONGEST_NOTE, textProblem } from "../throttle/request-fields.js";
import type { Request } from "../throttle/request-thread.js";
import { outcomeInWords, untilInWords } from "../throttle/request-words.js";
import { now } from "../ui/clock.js";
import { CopyAsGraphql } from "../ui/copy-as-graphql.js";
import { SHORT } from "../ui/field-width.js";
import { LeaveGuard } from "../ui/leave-guard.js";
import { Panel } from "../ui/panel.js";
import { SaveErrors } from "../ui/save-errors.js";
import { type Effect, gatewaysInWords } from "../ui/toast.js";
import { useSave } from "../ui/use-save.js";
import { asAsked, decidedMeanwhile, isAsAsked, ownAccountReason, termsOf } from "./decision.js";
import { NextRequest } from "./next-request.js";
import { ApproveMutation, DeclineMutation } from "./operations.graphql.js";

interface Props {
  request: Request;
  reload: () => Promise<unknown>;
}

type Choice = "as-asked" | "otherwise" | "decline";

/** What of a request the operator decides, or why they can't, or what came of it. */
export function DecisionPanel({ request, reload }: Props) {
  const { viewer } = useSignedIn();
  const [waited] = useState(request.status === "PENDING");
  // While it is decided here the request may be seen as decided before it is known by whom.
  const [deciding, setDeciding] = useState(false);
  const [sent, setSent] = useState<Request["status"] | null>(null);
  const [decided, setDecided] = useState<{ effect: Effect | null } | null>(null);
  if (decided) return <Done request={request} effect={decided.effect} />;
  if (request.status !== "PENDING" && !deciding) {
    if (!waited) return null;
    // What was decided here, though the answer was lost on its way.
    if (request.decidedBy?.id === viewer.user?.id && request.status === sent)
      return <Done request={request} effect={null} />;
    return (
      <FocusedAlert color="amber" icon={<IconRefresh />} role="alert" title="Somebody decided meanwhile">
        {decidedMeanwhile(request)} Nothing of yours was saved.
        <NextRequest />
      </FocusedAlert>
    );
  }
  const own = ownAccountReason(request, viewer);
  if (own) {
    return (
      <Alert color="gray" icon={<IconUserOff />} title="Another operator must decide this">
        {own}
      </Alert>
    );
  }
  return (
    <DecisionForm
      request={request}
      reload={reload}
      onDeciding={setDeciding}
      onSend={setSent}
      onDecided={(effect) => setDecided({ effect })}
    />
  );
}

function Done({ request, effect }: { request: Request; effect: Effect | null }) {
  return (
    <FocusedAlert color="green" icon={<IconCircleCheck />} role="status" title={outcomeInWords(request)}>
      {request.status === "APPROVED" && effect ? `${gatewaysInWords(effect)} ` : ""}
      The account is mailed.
      <NextRequest />
    </FocusedAlert>
  );
}

/** Takes the place of the form that had the focus, and so the focus. */
function FocusedAlert(props: AlertProps) {
  const alert = useRef<HTMLDivElement>(null);
  useEffect(() => alert.current?.focus(), []);
  return <Alert ref={alert} tabIndex={-1} {...props} />;
}

interface FormProps extends Props {
  onDeciding: (deciding: boolean) => void;
  /** Told what the request becomes when the server takes what is sent now. */
  onSend: (status: Request["status"]) => void;
  onDecided: (effect: Effect | null) => void;
}

function DecisionForm({ request, reload, onDeciding, onSend, onDecided }: FormProps) {
  const { api, requestedLimit, requestedUntil } = request;
  const retired = api.retiredAt !== null;
  const [choice, setChoice] = useState<Choice>(retired ? "decline" : "as-asked");
  const [other, setOther] = useState(() => asAsked(request));
  const [note, setNote] = useState("");
  const [approve] = useMutation(ApproveMutation);
  const [decline] = useMutation(DeclineMutation);
  const save = useSave(["grantedLimit", "validUntil", "note"]);

  function problems(): Record<string, string> {
    const byField: Record<string, string> = {};
    const missing = choice === "decline" ? "Say why: the account reads it." : null;
    const wrongNote = missing || note.trim() ? textProblem(note, LONGEST_NOTE, missing ?? "") : null;
    if (wrongNote) byField.note = wrongNote;
    if (choice !== "otherwise") return byField;
    const parsed = termsOf(other, request, now());
    return "problems" in parsed ? { ...byField, ...parsed.problems } : byField;
  }

  /** Left out: as it was asked. */
  function terms() {
    if (choice !== "otherwise") return {};
    const parsed = termsOf(other, request, now());
    return "terms" in parsed ? parsed.terms : {};
  }

  /** Null, once it was said why: the form can't be sent. */
  function toSend() {
    const byField = problems();
    const of = { id: request.id, expectedVersion: request.version };
    if (Object.keys(byField).length === 0) return { ...of, ...terms(), note: note.trim() || null };
    save.refuse(byField);
    return null;
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    const input = toSend();
    if (!input) return;
    onDeciding(true);
    onSend(choice === "decline" ? "DECLINED" : "APPROVED");
    const done = await save.run(async () => {
      const payload = await send(input);
      const late = payload?.errors.some(({ code }) => code === "STALE_VERSION" || code === "ALREADY_DECIDED");
      if (late) await reload();
      return payload;
    });
    // The limit in force is another now. What can't be read again is not worth an error: the decision was made.
    if (done) await reload().catch(() => undefined);
    onDeciding(false);
    if (done) onDecided(done.effect);
  }

  async function send(input: NonNullable<ReturnType<typeof toSend>>) {
    if (choice === "decline") {
      const { data } = await decline({ variables: { input: { ...input, note: input.note ?? "" } } });
      return data && { ...data.declineThrottleRequest, effect: null };
    }
    return (await approve({ variables: { input } })).data?.approveThrottleRequest;
  }

  return (
    <Panel title="Decision" lead="The account is mailed, and reads the note.">
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <Radio.Group
            label="What is decided"
            description={retired && "The API has left the catalogue: there is nothing to grant."}
            value={choice}
            onChange={(value) => {
              setChoice(value as Choice);
              save.clear();
            }}
          >
            <Stack gap="xs" mt={6}>
              <Radio
                value="as-asked"
                disabled={retired}
                label="Approve as asked"
                description={`${limitInWords(requestedLimit, api.windowSeconds)} ${untilInWords(requestedUntil)}`}
              />
              <Radio
                value="otherwise"
                disabled={retired}
                label="Approve another value, or for a time"
                description="In force within a second. At its end the limit before it is back."
              />
              <Radio value="decline" label="Decline" description="The limit stays as it is." />
            </Stack>
          </Radio.Group>
          {choice === "otherwise" && (
            <>
              <TextInput
                label="Granted limit"
                description={`1 to 1,000,000. Asked: ${limitInWords(requestedLimit, api.windowSeconds)}.`}
                inputMode="numeric"
                maxLength={12}
                styles={SHORT}
                value={other.limit}
                onChange={(event) => setOther({ ...other, limit: event.currentTarget.value })}
                error={save.errors.byField.grantedLimit}
              />
              <EndField
                value={other.end}
                onChange={(end) => setOther({ ...other, end })}
                error={save.errors.byField.validUntil}
              />
            </>
          )}
          {choice === "as-asked" && save.errors.byField.validUntil && (
            <Alert color="red" role="alert">
              The end that was asked for has passed. Approve it until another date.
            </Alert>
          )}
          <Textarea
            label={choice === "decline" ? "Why" : "Note"}
            description={choice === "decline" ? undefined : "May be left empty."}
            autosize
            minRows={2}
            maxRows={8}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
            error={save.errors.byField.note}
          />
          <SaveErrors save={save} subject="request" onReload={reload} />
          <Group>
            <Button type="submit" loading={save.pending} color={choice === "decline" ? "red" : undefined}>
              {choice === "decline" ? "Decline" : "Approve"}
            </Button>
            <CopyAsGraphql
              write={{ document: choice === "decline" ? DeclineMutation : ApproveMutation, input: toSend }}
            />
          </Group>
        </Stack>
        <LeaveGuard active={note.trim() !== "" || !isAsAsked(other, request)} title="Leave without deciding?">
          What you have typed is not sent.
        </LeaveGuard>
      </form>
    </Panel>
  );
}
