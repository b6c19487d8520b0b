import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useAccount } from "../accounts/account.js";
import { ConfirmDialog } from "../ui/confirm-dialog.js";
import { SaveErrors } from "../ui/save-errors.js";
import { toastSaved } from "../ui/toast.js";
import { useSave } from "../ui/use-save.js";
import type { Role } from "./member.js";
import { InviteMemberMutation } from "./members.graphql.js";
import { RoleField } from "./role-field.js";

interface Props {
  onClose: () => void;
  reload: () => Promise<unknown>;
}

export function InviteDialog({ onClose, reload }: Props) {
  const { sid } = useAccount();
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("DEVELOPER");
  const save = useSave(["email"]);

  const typed = email.trim();
  const write = {
    document: InviteMemberMutation,
    input() {
      if (typed === "") return save.refuse({ email: "Give an e-mail address." });
      return { accountSid: sid, email: typed, role };
    },
  };

  async function confirm() {
    const done = await save.send(write);
    if (!done) return;
    toastSaved(`Invitation mailed to ${done.invitation?.email ?? typed}.`);
    onClose();
    await reload();
  }

  return (
    <ConfirmDialog
      onClose={onClose}
      title="Invite somebody"
      confirm="Send the invitation"
      onConfirm={confirm}
      pending={save.pending}
      write={write}
    >
      <TextInput
        label="E-mail"
        inputMode="email"
        data-autofocus
        description="A link goes there. It works once, within 7 days."
        value={email}
        onChange={(event) => setEmail(event.currentTarget.value)}
        error={save.errors.byField.email}
      />
      <RoleField value={role} onValue={setRole} />
      <SaveErrors save={save} subject="account" />
    </ConfirmDialog>
  );
}
