import { Alert, Button, Group, Radio, Stack, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { BelowPeak } from "../throttle/below-peak.js";
import { EndField } from "../throttle/end-field.js";
import { limitInWords } from "../throttle/limit-state.js";
import type { Request } from "../throttle/request-thread.js";
import { untilInWords } from "../throttle/request-words.js";
import { now } from "../ui/clock.js";
import { CopyAsGraphql } from "../ui/copy-as-graphql.js";
import { SHORT } from "../ui/field-width.js";
import { LeaveGuard } from "../ui/leave-guard.js";
import { Panel } from "../ui/panel.js";
import { SaveErrors } from "../ui/save-errors.js";
import {
  asAsked,
  isAsAsked,
  limitToGrant,
  type OtherTerms,
  readDecision,
  type TypedDecision,
} from "./decision.js";
import { ApproveMutation, DeclineMutation } from "./operations.graphql.js";
import { type Deciding, useDecide } from "./use-decide.js";

/** Approves a request, as asked or otherwise, or declines it. */
export function DecideForm(deciding: Deciding) {
  const { request, reload } = deciding;
  const [typed, setTyped] = useState<TypedDecision>(() => ({
    choice: request.api.retiredAt === null ? "as-asked" : "decline",
    other: asAsked(request),
    note: "",
  }));
  const { choice, other, note } = typed;
  const { decide, save } = useDecide(deciding);
  const { byField } = save.errors;
  const edit = (change: Partial<TypedDecision>) => setTyped({ ...typed, ...change });

  /** Null, once it was said why: the form can't be sent. */
  function toSend() {
    const read = readDecision(typed, request, now());
    if ("problems" in read) return save.refuse(read.problems);
    return { id: request.id, expectedVersion: request.version, ...read.decision };
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    const input = toSend();
    if (input) await decide(input, choice === "decline");
  }

  return (
    <Panel title="Decision" lead="The account is mailed, and reads the note.">
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <ChoiceField
            request={request}
            value={choice}
            onChange={(chosen) => {
              edit({ choice: chosen });
              save.clear();
            }}
          />
          {choice === "otherwise" && (
            <TermsFields
              request={request}
              value={other}
              onChange={(terms) => edit({ other: terms })}
              errors={byField}
            />
          )}
          {choice === "as-asked" && byField.validUntil && (
            <Alert color="red" role="alert">
              The end that was asked for has passed. Approve it until another date.
            </Alert>
          )}
          <BelowPeak limit={limitToGrant(typed, request)} evidence={request.evidence} />
          <Textarea
            label={choice === "decline" ? "Why" : "Note"}
            description={choice === "decline" ? undefined : "May be left empty."}
            autosize
            minRows={2}
            maxRows={8}
            value={note}
            onChange={(event) => edit({ note: event.currentTarget.value })}
            error={byField.note}
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

interface FieldProps<Value> {
  request: Request;
  value: Value;
  onChange: (value: Value) => void;
}

function ChoiceField({ request, value, onChange }: FieldProps<TypedDecision["choice"]>) {
  const { api, currentLimit, requestedLimit, requestedUntil } = request;
  const lower = requestedLimit < currentLimit ? ", lower than before" : "";
  const retired = api.retiredAt !== null;
  return (
    <Radio.Group
      label="What is decided"
      description={retired && "The API has left the catalogue: there is nothing to grant."}
      value={value}
      onChange={(chosen) => onChange(chosen as TypedDecision["choice"])}
    >
      <Stack gap="xs" mt={6}>
        <Radio
          value="as-asked"
          disabled={retired}
          label="Approve as asked"
          description={`${limitInWords(requestedLimit, api.windowSeconds)} ${untilInWords(requestedUntil)}${lower}`}
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
  );
}

function TermsFields({
  request: { api, requestedLimit },
  value,
  onChange,
  errors,
}: FieldProps<OtherTerms> & { errors: Record<string, string> }) {
  return (
    <>
      <TextInput
        label="Granted limit"
        description={`1 to 1,000,000. Asked: ${limitInWords(requestedLimit, api.windowSeconds)}.`}
        inputMode="numeric"
        maxLength={12}
        styles={SHORT}
        value={value.limit}
        onChange={(event) => onChange({ ...value, limit: event.currentTarget.value })}
        error={errors.grantedLimit}
      />
      <EndField value={value.end} onChange={(end) => onChange({ ...value, end })} error={errors.validUntil} />
    </>
  );
}
