import { Button, Group, Modal, Stack } from "@mantine/core";
import { type FormEvent, type ReactNode, useState } from "react";
import { useSignedIn } from "../identity/account.js";
import type { AuthProblem } from "../identity/auth-problem.js";
import { PasswordField, PasswordOwner } from "../identity/password-field.js";
import { FailureAlert } from "../ui/failure-alert.js";
import { focusFirstError } from "../ui/focus-error.js";
import type { Outcome } from "./requests.js";

interface Props<Got> {
  opened: boolean;
  onClose: () => void;
  title: string;
  /** The button's text. */
  confirm: string;
  dangerous?: boolean;
  act: (password: string) => Promise<Outcome<Got>>;
  /** Called once the dialog is closed and has forgotten the password. */
  onDone: (got: Got) => void;
  children: ReactNode;
}

/** Asks for the password before an act: an open browser alone is not enough for it. */
export function PasswordDialog<Got>(props: Props<Got>) {
  const { viewer } = useSignedIn();
  const [password, setPassword] = useState("");
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<AuthProblem | null>(null);

  function close() {
    setPassword("");
    setProblem(null);
    props.onClose();
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (pending) return;
    setPending(true);
    setProblem(null);
    const outcome = await props.act(password);
    setPending(false);
    if ("got" in outcome) {
      close();
      props.onDone(outcome.got);
    } else {
      setProblem(outcome.problem);
      focusFirstError();
    }
  }

  return (
    <Modal
      opened={props.opened}
      onClose={pending ? () => undefined : close}
      title={props.title}
      closeOnClickOutside={!pending}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          {problem && !problem.typed && <FailureAlert>{problem.sentence}</FailureAlert>}
          {props.children}
          <PasswordOwner email={viewer.user?.email} />
          <PasswordField
            label="Your password"
            name="password"
            autoComplete="current-password"
            data-autofocus
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            error={problem?.typed && problem.sentence}
          />
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
