import { Button, Group, Modal, Stack } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useSignedIn } from "../accounts/account.js";
import { PasswordField, PasswordOwner } from "../identity/password-field.js";
import { FailureAlert } from "../ui/failure-alert.js";
import { useSubmit } from "../ui/use-submit.js";
import { CodeField } from "./code-field.js";
import type { Outcome, Proof } from "./requests.js";

interface Props<Got> {
  opened: boolean;
  onClose: () => void;
  title: string;
  /** The button's text. */
  confirm: string;
  dangerous?: boolean;
  /** Whether a code of the second factor is asked for as well. */
  withCode?: boolean;
  act: (proof: Proof) => Promise<Outcome<Got>>;
  /** Called once the dialog is closed and has forgotten what was typed. */
  onDone: (got: Got) => void;
  children: ReactNode;
}

/** Asks for the password, and for a code where there is a second factor, before an act: an open browser alone is not enough for it. */
export function PasswordDialog<Got>(props: Props<Got>) {
  const { viewer } = useSignedIn();
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");

  function close() {
    setPassword("");
    setCode("");
    setProblem(null);
    props.onClose();
  }

  const { onSubmit, pending, problem, setProblem } = useSubmit(async () => {
    const outcome = await props.act({ password, code });
    if ("problem" in outcome) return outcome.problem;
    close();
    props.onDone(outcome.got);
    return null;
  });

  return (
    <Modal
      opened={props.opened}
      onClose={pending ? () => undefined : close}
      title={props.title}
      closeOnClickOutside={!pending}
    >
      <form onSubmit={onSubmit}>
        <Stack gap="md">
          {problem?.field === null && <FailureAlert>{problem.sentence}</FailureAlert>}
          {props.children}
          <PasswordOwner email={viewer.user?.email} />
          <PasswordField
            label="Your password"
            name="password"
            autoComplete="current-password"
            data-autofocus
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            error={problem?.field === "password" && problem.sentence}
          />
          {props.withCode && (
            <CodeField
              description="The 6 digits that your authenticator app shows, or a recovery code."
              inputMode="text"
              value={code}
              onChange={(event) => setCode(event.currentTarget.value)}
              error={problem?.field === "code" && problem.sentence}
            />
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close} disabled={pending}>
              Cancel
            </Button>
            <Button type="submit" color={props.dangerous ? "red" : undefined} loading={pending}>
              {props.confirm}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
