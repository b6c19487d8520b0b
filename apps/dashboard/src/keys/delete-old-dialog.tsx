import { Text } from "@mantine/core";
import { WithAddresses } from "../ui/address.js";
import { ConfirmDialog } from "../ui/confirm-dialog.js";
import { toastSaved } from "../ui/toast.js";
import { useSave } from "../ui/use-save.js";
import { actionInput, useKey } from "./key-context.js";
import { KeySaveErrors } from "./key-save-errors.js";
import { DeleteOldTokenMutation } from "./rotation.graphql.js";
import type { OldTokenState } from "./rotation.js";

interface Props {
  opened: boolean;
  onClose: () => void;
  state: OldTokenState;
}

export function DeleteOldDialog({ opened, onClose, state }: Props) {
  const { key } = useKey();
  const save = useSave();

  const write = { document: DeleteOldTokenMutation, input: () => actionInput(key) };

  async function remove() {
    const done = await save.send(write);
    if (!done) return;
    onClose();
    toastSaved("Old token deleted.", done.effect);
  }

  return (
    <ConfirmDialog
      opened={opened}
      onClose={() => {
        save.clear();
        onClose();
      }}
      title="Delete the old token now?"
      confirm="Delete old token"
      onConfirm={remove}
      pending={save.pending}
      write={write}
      dangerous
    >
      <Text
        size="sm"
        fw={600}
        c={state.level === "in-use" ? "var(--lk-red)" : undefined}
        className="lk-anywhere"
      >
        <WithAddresses text={state.sentence} />
      </Text>
      <Text size="sm">
        From then on calls with the old token get 401. The new token is not touched. This cannot be undone.
      </Text>
      <KeySaveErrors save={save} />
    </ConfirmDialog>
  );
}
