import { Text, Textarea } from "@mantine/core";
import { useState } from "react";
import type { Limit } from "../throttle/limit-cells.js";
import { limitInWords } from "../throttle/limit-state.js";
import { LONGEST_NOTE, textProblem } from "../throttle/request-fields.js";
import { ConfirmDialog } from "../ui/confirm-dialog.js";
import { SaveErrors } from "../ui/save-errors.js";
import { toastSaved } from "../ui/toast.js";
import { useSave } from "../ui/use-save.js";
import { hasCode } from "../ui/user-errors.js";
import { ChangedMeanwhile } from "./changed-meanwhile.js";
import { grantMeanwhile } from "./meanwhile.js";
import { EndGrantMutation } from "./operations.graphql.js";

interface Props {
  sid: string;
  /** As it was when the dialog was opened. */
  limit: Limit;
  now: Limit | undefined;
  onClose: () => void;
  reload: () => Promise<unknown>;
}

/** Ends the grant that was looked at before its time, after asking. */
export function EndGrantDialog({ sid, limit, now, onClose, reload }: Props) {
  const { api, grantId, windowSeconds } = limit;
  const [note, setNote] = useState("");
  const save = useSave(["note"]);
  const { stale } = save.errors;

  const write = {
    document: EndGrantMutation,
    input() {
      const wrong = note.trim() ? textProblem(note, LONGEST_NOTE, "") : null;
      if (wrong) return save.refuse({ note: wrong });
      return { accountSid: sid, api: api.code, grantId, note: note.trim() || null };
    },
  };

  async function end() {
    const done = await save.send(write, ({ errors }) => hasCode(errors, "STALE_VERSION") && reload());
    if (!done) return;
    onClose();
    // What can't be read again is not worth an error: the grant has ended.
    await reload().catch(() => undefined);
    const again =
      done.throttleLimit && !api.retiredAt
        ? `: ${limitInWords(done.throttleLimit.limit, windowSeconds)} again.`
        : ".";
    toastSaved(`Grant ended${again}`, done.effect);
  }

  return (
    <ConfirmDialog
      onClose={onClose}
      title={`End the grant for ${api.name}?`}
      confirm="End grant"
      onConfirm={end}
      pending={save.pending}
      disabled={stale}
      write={write}
      dangerous
    >
      <Text size="sm">
        {api.retiredAt
          ? `${limitInWords(limit.limit, windowSeconds)} would hold again if the API came back to the catalogue. A grant before it stays until it is ended too.`
          : `In force now: ${limitInWords(limit.limit, windowSeconds)}. The grant before it, or the default of ${limitInWords(limit.defaultLimit, windowSeconds)}, is back within a second.`}{" "}
        This cannot be undone.
      </Text>
      <Textarea
        label="Why"
        description="For the audit, which the account's members can read. May be left empty."
        autosize
        minRows={2}
        maxRows={6}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
        error={save.errors.byField.note}
      />
      {stale && (
        <ChangedMeanwhile>{now ? grantMeanwhile(now) : "The grant has ended already."}</ChangedMeanwhile>
      )}
      <SaveErrors save={save} staleToldElsewhere />
    </ConfirmDialog>
  );
}
