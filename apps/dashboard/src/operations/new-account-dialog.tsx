import { Text, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { ConfirmDialog } from "../ui/confirm-dialog.js";
import { SaveErrors } from "../ui/save-errors.js";
import { toastSaved } from "../ui/toast.js";
import { useSave } from "../ui/use-save.js";
import { CreateAccountMutation } from "./operations.graphql.js";

/** Makes an account for a customer, and opens it. */
export function NewAccountDialog({ onClose }: { onClose: () => void }) {
  const [sid, setSid] = useState("");
  const [name, setName] = useState("");
  const [ownerEmail, setOwnerEmail] = useState("");
  const navigate = useNavigate();
  const save = useSave(["sid", "name", "ownerEmail"]);

  const write = {
    document: CreateAccountMutation,
    input() {
      const typed = { sid: sid.trim(), ownerEmail: ownerEmail.trim() };
      const missing = {
        ...(typed.sid === "" && { sid: "Give a sid." }),
        ...(typed.ownerEmail === "" && { ownerEmail: "Give an e-mail address." }),
      };
      if (Object.keys(missing).length > 0) return save.refuse(missing);
      return { ...typed, ...(name.trim() !== "" && { name: name.trim() }) };
    },
  };

  async function confirm() {
    const done = await save.send(write);
    if (!done?.account) return;
    const { account } = done;
    onClose();
    toastSaved(`“${account.name}” was made. Its owner is told by mail.`, done.effect);
    await navigate({ to: "/operations/accounts/$sid", params: { sid: account.sid } });
  }

  return (
    <ConfirmDialog
      onClose={onClose}
      title="New account"
      confirm="Create account"
      onConfirm={confirm}
      pending={save.pending}
      write={write}
    >
      <Text size="sm">It begins without a key. Its owner makes keys and invites others.</Text>
      <TextInput
        label="Sid"
        description="Stands in the paths of its calls, and stays: up to 64 letters, digits, _ or -."
        autoCapitalize="off"
        spellCheck={false}
        maxLength={64}
        data-autofocus
        value={sid}
        onChange={(event) => setSid(event.currentTarget.value)}
        error={save.errors.byField.sid}
      />
      <TextInput
        label="Name"
        description="For people, who may change it. Left empty, it is made of the sid."
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={save.errors.byField.name}
      />
      <TextInput
        label="Owner's e-mail"
        inputMode="email"
        description="They are told by mail. Somebody new chooses a password then."
        value={ownerEmail}
        onChange={(event) => setOwnerEmail(event.currentTarget.value)}
        error={save.errors.byField.ownerEmail}
      />
      <SaveErrors save={save} subject="account" />
    </ConfirmDialog>
  );
}
