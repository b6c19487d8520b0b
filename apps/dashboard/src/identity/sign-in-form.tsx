import { Alert, Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { IconAlertCircle } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { type SignInResult, signIn } from "./sign-in.js";

const SENTENCES: Record<Exclude<SignInResult, "signed-in">, string> = {
  refused: "E-mail and password do not match.",
  "too-many": "Too many attempts. Wait a minute and try again.",
  unreachable: "The server could not be reached. Try again.",
};

interface Props {
  /** The address of a session that has ended; it can't be changed then. */
  email?: string;
  onSignedIn: () => void;
}

export function SignInForm({ email: fixedEmail, onSignedIn }: Props) {
  const [email, setEmail] = useState(fixedEmail ?? "");
  const [password, setPassword] = useState("");
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (pending) return;
    setPending(true);
    setFailure(null);
    const result = await signIn(email.trim(), password);
    setPending(false);
    if (result === "signed-in") onSignedIn();
    else setFailure(SENTENCES[result]);
  }

  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        {failure && (
          <Alert color="red" icon={<IconAlertCircle />} role="alert">
            {failure}
          </Alert>
        )}
        <TextInput
          label="E-mail"
          type="email"
          name="email"
          autoComplete="username"
          required
          withAsterisk={false}
          readOnly={fixedEmail !== undefined}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
        />
        <PasswordInput
          label="Password"
          name="password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          data-autofocus={fixedEmail !== undefined || undefined}
          visibilityToggleButtonProps={{
            "aria-label": "Show what was typed",
            tabIndex: 0,
            "aria-hidden": false,
          }}
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <Button type="submit" loading={pending} fullWidth>
          Sign in
        </Button>
      </Stack>
    </form>
  );
}
