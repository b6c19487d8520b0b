import { useMutation } from "@apollo/client/react";
import { Text } from "@mantine/core";
import { ConfirmDialog } from "../ui/confirm-dialog.js";
import { SaveErrors } from "../ui/save-errors.js";
import { toastSaved } from "../ui/toast.js";
import { useSave } from "../ui/use-save.js";
import { useKey } from "./key-context.js";
import { DeleteOldTokenMutation } from "./rotation.graphql.js";
import type { Verdict } from "./rotation.js";

interface Props {
  opened: boolean;
  onClose: () => void;
  verdict: Verdict;
}

export function DeleteOldDialog({ opened, onClose, verdict }: Props) {
  const { key, reload } = useKey();
  const [mutate] = useMutation(DeleteOldTokenMutation);
  const save = useSave();

  const input = { id: key.id, expectedVersion: key.version };

  async function remove() {
    const done = await save.run(async () => {
      return (await mutate({ variables: { input } })).data?.deleteRetiringToken;
    });
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
      write={{ document: DeleteOldTokenMutation, input: () => input }}
      dangerous
    >
      <Text size="sm" fw={600} c={verdict.level === "in-use" ? "var(--lk-red)" : undefined}>
        {verdict.sentence}
      </Text>
      <Text size="sm">
        From then on calls with the old token get 401. The new token is not touched. This cannot be undone.
      </Text>
      <SaveErrors error={save.error} errors={save.errors} onReload={reload} />
    </ConfirmDialog>
  );
}
