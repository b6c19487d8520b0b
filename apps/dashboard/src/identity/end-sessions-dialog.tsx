import { Text } from "@mantine/core";
import { ConfirmDialog } from "../ui/confirm-dialog.js";
import { SaveErrors } from "../ui/save-errors.js";
import { toastSaved } from "../ui/toast.js";
import { useSave } from "../ui/use-save.js";
import { EndMySessionsMutation } from "./sessions.graphql.js";

/** One session, or all but this one. */
export type Ending = { id: string; name: string } | { id: null };

interface Props {
  ending: Ending;
  onClose: () => void;
  reload: () => Promise<unknown>;
}

/** Asks before somebody is signed out elsewhere. */
export function EndSessionsDialog({ ending, onClose, reload }: Props) {
  const save = useSave();
  const isOne = ending.id !== null;
  const write = { document: EndMySessionsMutation, input: () => (isOne ? { id: ending.id } : {}) };

  async function confirm() {
    if (!(await save.send(write))) return;
    toastSaved(isOne ? `The session has ended: ${ending.name}.` : "Your other sessions have ended.");
    onClose();
    await reload();
  }

  return (
    <ConfirmDialog
      onClose={onClose}
      title={isOne ? `End the session: ${ending.name}?` : "End all other sessions?"}
      confirm={isOne ? "End the session" : "End them"}
      dangerous
      onConfirm={confirm}
      pending={save.pending}
      write={write}
    >
      <Text size="sm">
        {isOne ? "Whoever uses that browser" : "Whoever uses another browser"} must sign in again, with your
        password.
      </Text>
      <SaveErrors save={save} subject="session" onReload={reload} />
    </ConfirmDialog>
  );
}
