import { Button, Stack } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { FOREIGN } from "../apollo/problem.js";
import { FailureAlert } from "../ui/failure-alert.js";
import { LinkAnchor } from "../ui/links.js";
import { useSubmit } from "../ui/use-submit.js";
import { EmailField } from "./email-field.js";
import { PasswordField } from "./password-field.js";
import { type SignInResult, signIn } from "./sign-in.js";

const SENTENCES: Record<Exclude<SignInResult, "signed-in" | "code-needed">, string> = {
  refused: "E-mail and password do not match.",
  "too-many": "Too many attempts. Wait a minute and try again.",
  foreign: FOREIGN,
  unreachable: "The server could not be reached. Try again.",
};

interface Props {
  email: string;
  /** The address can't be changed. */
  fixed: boolean;
  onEmail: (email: string) => void;
  /** Null the first time; afterwards why the second step did not end with a session, empty where somebody chose to begin again. */
  again: string | null;
  onSignedIn: () => Promise<void> | void;
  onCodeNeeded: () => void;
}

/** E-mail and password. The password is forgotten with this step. */
export function PasswordStep({ email, fixed, onEmail, again, onSignedIn, onCodeNeeded }: Props) {
  const [password, setPassword] = useState("");
  const { onSubmit, pending, problem } = useSubmit(async () => {
    const result = await signIn(email.trim(), password);
    if (result === "signed-in") await onSignedIn();
    else if (result === "code-needed") onCodeNeeded();
    else return SENTENCES[result];
    return null;
  }, again);
  const field = useRef<HTMLInputElement>(null);
  const isAgain = again !== null;

  useEffect(() => {
    if (isAgain) field.current?.focus();
  }, [isAgain]);

  return (
    <form onSubmit={onSubmit}>
      <Stack gap="md">
        {problem && <FailureAlert>{problem}</FailureAlert>}
        <EmailField value={email} onValue={onEmail} readOnly={fixed} />
        <PasswordField
          ref={field}
          label="Password"
          name="password"
          autoComplete="current-password"
          data-autofocus={fixed || undefined}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" loading={pending} fullWidth>
          Sign in
        </Button>
        {!fixed && <LinkAnchor to="/forgot">Forgot your password?</LinkAnchor>}
      </Stack>
    </form>
  );
}
