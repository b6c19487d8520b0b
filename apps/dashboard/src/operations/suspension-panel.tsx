import { Button, Group, Text, Textarea } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useState } from "react";
import { LONGEST_REASON, textProblem } from "../throttle/request-fields.js";
import { ConfirmDialog } from "../ui/confirm-dialog.js";
import { Panel } from "../ui/panel.js";
import { SaveErrors } from "../ui/save-errors.js";
import { toastSaved } from "../ui/toast.js";
import { useSave } from "../ui/use-save.js";
import { SetSuspendedMutation } from "./operations.graphql.js";

interface Props {
  account: { sid: string; name: string; suspended: boolean };
  own: boolean;
}

/** Denies every call with an account's keys, or ends that; says why in the account's audit. */
export function SuspensionPanel({ account: { sid, name, suspended }, own }: Props) {
  const [dialog, { open, close }] = useDisclosure(false);
  // What the dialog was opened for stays what it does, though another operator suspends or resumes meanwhile.
  const [opened, setOpened] = useState(suspended);
  const [reason, setReason] = useState("");
  const save = useSave(["reason"]);
  const actOn = (isSuspended: boolean) => (isSuspended ? "Resume" : "Suspend");

  const write = {
    document: SetSuspendedMutation,
    input() {
      const wrong = textProblem(reason, LONGEST_REASON, "Say why: the account's members read it.");
      if (wrong) return save.refuse({ reason: wrong });
      return { accountSid: sid, suspended: !opened, reason: reason.trim() };
    },
  };

  async function submit() {
    const done = await save.send(write);
    if (!done) return;
    close();
    setReason("");
    toastSaved(`“${name}” is ${opened ? "active again" : "suspended"}.`, done.effect);
  }

  return (
    <Panel
      title={suspended ? "Suspended" : "Suspend"}
      lead={
        suspended
          ? "Every call with the account's keys is denied now. Its members can still sign in."
          : "Every call with the account's keys is denied until it is resumed. Nothing is lost."
      }
    >
      <Group>
        <Button
          {...(!suspended && { color: "red", variant: "light" })}
          onClick={() => {
            setOpened(suspended);
            open();
          }}
          disabled={own}
        >
          {actOn(suspended)} account
        </Button>
      </Group>
      <ConfirmDialog
        opened={dialog}
        onClose={() => {
          save.clear();
          close();
        }}
        title={`${actOn(opened)} “${name}”?`}
        confirm={actOn(opened)}
        onConfirm={submit}
        pending={save.pending}
        write={write}
        dangerous={!opened}
      >
        <Text size="sm">
          {opened
            ? "Calls with its keys pass again, as its rules have them."
            : "From now on all its calls get 403, within a second on every gateway."}
        </Text>
        <Textarea
          label="Why"
          autosize
          minRows={2}
          maxRows={6}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={save.errors.byField.reason}
        />
        <SaveErrors save={save} subject="account" />
      </ConfirmDialog>
    </Panel>
  );
}
