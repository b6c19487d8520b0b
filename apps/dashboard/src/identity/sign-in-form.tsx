import { useState } from "react";
import { CodeStep } from "../second-factor/code-step.js";
import { PasswordStep } from "./password-step.js";

interface Props {
  /** The address of a session that has ended; it can't be changed then. */
  email?: string | undefined;
  /** What it waits for is a part of signing in. */
  onSignedIn: () => Promise<void> | void;
}

/** E-mail and password, and then, from people with a second factor, a code. */
export function SignInForm({ email: fixedEmail, onSignedIn }: Props) {
  const [email, setEmail] = useState(fixedEmail ?? "");
  const [step, setStep] = useState<"password" | "code">("password");
  const [again, setAgain] = useState<string | null>(null);

  function startAgain(why: string) {
    setAgain(why);
    setStep("password");
  }

  if (step === "code") return <CodeStep onSignedIn={onSignedIn} onStartAgain={startAgain} />;
  return (
    <PasswordStep
      email={email}
      fixed={fixedEmail !== undefined}
      onEmail={setEmail}
      again={again}
      onSignedIn={onSignedIn}
      onCodeNeeded={() => setStep("code")}
    />
  );
}
