import { Button, Group, Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { limitInWords } from "../throttle/limit-state.js";
import { parseLimit } from "../throttle/request-fields.js";
import { ConfirmDialog } from "../ui/confirm-dialog.js";
import { SaveErrors } from "../ui/save-errors.js";
import { toastSaved } from "../ui/toast.js";
import { useSave } from "../ui/use-save.js";
import { hasCode } from "../ui/user-errors.js";
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
  const save = useSave(["limit"]);
  const { stale } = save.errors;
  const seen = { api: code, expectedOperatorLimit: operatorLimit };

  const typed = {
    document: SetDefaultLimitMutation,
    input() {
      const parsed = parseLimit(text);
      if ("problem" in parsed) return save.refuse({ limit: parsed.problem });
      return { ...seen, limit: parsed.value };
    },
  };
  const catalogues = { document: SetDefaultLimitMutation, input: () => ({ ...seen, limit: null }) };

  async function set(write: typeof typed | typeof catalogues) {
    const done = await save.send(write, ({ errors }) => hasCode(errors, "STALE_VERSION") && reload());
    if (!done?.api) return;
    onClose();
    toastSaved(`${name}: ${limitInWords(done.api.defaultLimit, windowSeconds)} by default.`, done.effect);
  }

  return (
    <ConfirmDialog
      onClose={onClose}
      title={`Default limit of ${name}`}
      confirm="Save default"
      onConfirm={() => set(typed)}
      pending={save.pending}
      disabled={stale}
      write={typed}
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
          <Button
            variant="default"
            size="xs"
            onClick={() => set(catalogues)}
            disabled={save.pending || stale}
          >
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
