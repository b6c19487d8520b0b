import { Text } from "@mantine/core";
import { ConfirmDialog } from "../ui/confirm-dialog.js";
import { SaveErrors } from "../ui/save-errors.js";
import { toastSaved } from "../ui/toast.js";
import { useSave } from "../ui/use-save.js";
import type { Invitation } from "./member.js";
import { WithdrawInvitationMutation } from "./members.graphql.js";

interface Props {
  invitation: Invitation;
  onClose: () => void;
  reload: () => Promise<unknown>;
}

export function WithdrawDialog({ invitation: { id, email }, onClose, reload }: Props) {
  const save = useSave();
  const write = { document: WithdrawInvitationMutation, input: () => ({ id }) };

  async function confirm() {
    if (!(await save.send(write))) return;
    toastSaved(`The invitation of ${email} has ended.`);
    onClose();
    await reload();
  }

  return (
    <ConfirmDialog
      onClose={onClose}
      title={`Withdraw the invitation of ${email}?`}
      confirm="Withdraw"
      dangerous
      onConfirm={confirm}
      pending={save.pending}
      write={write}
    >
      <Text size="sm">The link in the mail no longer works then.</Text>
      <SaveErrors save={save} subject="invitation" onReload={reload} />
    </ConfirmDialog>
  );
}
