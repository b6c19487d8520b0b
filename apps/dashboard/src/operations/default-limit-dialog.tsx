import { useMutation } from "@apollo/client/react";
import { Button, Group, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { limitInWords } from "../throttle/limit-state.js";
import { parseLimit } from "../throttle/request-fields.js";
import { ConfirmDialog } from "../ui/confirm-dialog.js";
import { SaveErrors } from "../ui/save-errors.js";
import { toastSaved } from "../ui/toast.js";
import { useSave } from "../ui/use-save.js";
import type { DefaultLimit } from "./apis-page.js";
import { ChangedMeanwhile } from "./changed-meanwhile.js";
import { defaultMeanwhile } from "./meanwhile.js";
import { SetDefaultLimitMutation } from "./operations.graphql.js";

interface Props {
  /** As it was when the dialog was opened. */
  api: DefaultLimit;
  now: DefaultLimit | undefined;
  onClose: () => void;
  reload: () => Promise<unknown>;
}

/** Sets an Api's default limit, or gives it back to the catalogue. */
export function DefaultLimitDialog({ api, now, onClose, reload }: Props) {
  const { code, name, windowSeconds, defaultLimit, operatorLimit, catalogueLimit } = api;
  const [text, setText] = useState(String(defaultLimit));
  const [mutate] = useMutation(SetDefaultLimitMutation);
  const save = useSave(["limit"]);
  const { stale } = save.errors;
  const seen = { api: code, expectedOperatorLimit: operatorLimit };

  async function set(limit: number | null) {
    const done = await save.run(async () => {
      const payload = (await mutate({ variables: { input: { ...seen, limit } } })).data?.setApiDefaultLimit;
      if (payload?.errors.some(({ code }) => code === "STALE_VERSION")) await reload();
      return payload;
    });
    if (!done?.api) return;
    onClose();
    toastSaved(`${name}: ${limitInWords(done.api.defaultLimit, windowSeconds)} by default.`, done.effect);
  }

  /** Null, once it was said why: the form can't be sent. */
  function toSend() {
    const parsed = parseLimit(text);
    if ("value" in parsed) return { ...seen, limit: parsed.value };
    save.refuse({ limit: parsed.problem });
    return null;
  }

  function submit() {
    const input = toSend();
    if (input) void set(input.limit);
  }

  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={`Default limit of ${name}`}
      confirm="Save default"
      onConfirm={submit}
      pending={save.pending}
      disabled={stale}
      write={{ document: SetDefaultLimitMutation, input: toSend }}
    >
      <Text size="sm">In force within a second for every account without a grant for this API.</Text>
      <TextInput
        label="Default limit"
        description={`1 to 1,000,000. The catalogue has ${limitInWords(catalogueLimit, windowSeconds)}.`}
        inputMode="numeric"
        maxLength={12}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={save.errors.byField.limit}
      />
      {operatorLimit !== null && (
        <Group>
          <Button variant="default" size="xs" onClick={() => set(null)} disabled={save.pending || stale}>
            Use the catalogue's again
          </Button>
        </Group>
      )}
      {stale && now && (
        <ChangedMeanwhile asTyped={String(now.operatorLimit) === text.trim()}>
          {defaultMeanwhile(now)}
        </ChangedMeanwhile>
      )}
      <SaveErrors save={save} staleToldElsewhere />
    </ConfirmDialog>
  );
}
