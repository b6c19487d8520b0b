import { Button, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { NewPasswordField } from "../identity/new-password-field.js";
import { PasswordOwner } from "../identity/password-field.js";
import { LONGEST_NAME } from "../identity/person-name.js";
import { signIn } from "../identity/sign-in.js";
import { FailureAlert } from "../ui/failure-alert.js";
import { focusFirstError } from "../ui/focus-error.js";
import { type Invited, type JoinProblem, joinAsNew } from "./accept-invitation.js";

interface Props {
  token: string;
  invited: Invited;
  onOver: () => void;
}

/** For somebody who is new: a name and a password, and they are in. */
export function JoinAsNew({ token, invited: { account, email }, onOver }: Props) {
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<JoinProblem | null>(null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (pending) return;
    setPending(true);
    setProblem(null);
    const joined = await joinAsNew(token, name, password);
    // Where that does not sign them in, the first page asks them to.
    if (joined === null) return signIn(email, password).then(() => window.location.assign("/"));
    setPending(false);
    // Somebody has begun to sign in with this address meanwhile: the page looks again.
    if (joined === "sign-in-first") return window.location.reload();
    if (joined === "over") return onOver();
    setProblem(joined);
    focusFirstError();
  }

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        {problem?.field === null && <FailureAlert>{problem.sentence}</FailureAlert>}
        <PasswordOwner email={email} />
        <TextInput
          label="Your name"
          description="The others in the account see it."
          name="name"
          autoComplete="name"
          maxLength={LONGEST_NAME}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={problem?.field === "name" && problem.sentence}
          aria-invalid={problem?.field === "name" || undefined}
        />
        <NewPasswordField
          value={password}
          onValue={setPassword}
          error={problem?.field === "wanted" ? problem.sentence : false}
        />
        <Button type="submit" loading={pending}>
          Join {account}
        </Button>
      </Stack>
    </form>
  );
}
