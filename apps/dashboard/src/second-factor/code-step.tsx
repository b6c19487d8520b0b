import { Anchor, Button, Group, Stack, Text } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { FailureAlert } from "../ui/failure-alert.js";
import { useSubmit } from "../ui/use-submit.js";
import type { Method } from "./code.js";
import { CodeField } from "./code-field.js";
import { verifyCode } from "./verify-code.js";

const LEADS: Record<Method, string> = {
  app: "Type the 6 digits that your authenticator app shows for Latchkey.",
  recovery: "Type one of the recovery codes that you have kept. Each works once.",
};

interface Props {
  onSignedIn: () => Promise<void> | void;
  /** Leads back to the password; the sentence says why, and is empty where the person chose it. */
  onStartAgain: (why: string) => void;
}

/** The second step of signing in. */
export function CodeStep({ onSignedIn, onStartAgain }: Props) {
  const [method, setMethod] = useState<Method>("app");
  const [code, setCode] = useState("");
  const field = useRef<HTMLInputElement>(null);

  const { onSubmit, pending, problem, setProblem } = useSubmit(async () => {
    const refused = await verifyCode(method, code);
    if (!refused) await onSignedIn();
    else if (refused.over) onStartAgain(refused.sentence);
    else field.current?.select();
    return refused?.over ? null : refused;
  });

  // biome-ignore lint/correctness/useExhaustiveDependencies: the other way has a field of its own
  useEffect(() => field.current?.focus(), [method]);

  function change(to: Method) {
    setMethod(to);
    setCode("");
    setProblem(null);
  }

  return (
    <form onSubmit={onSubmit}>
      <Stack gap="md">
        {problem?.field === null && <FailureAlert>{problem.sentence}</FailureAlert>}
        <Text size="sm">{LEADS[method]}</Text>
        <CodeField
          ref={field}
          key={method}
          method={method}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          error={problem?.field === "code" && problem.sentence}
        />
        <Button type="submit" loading={pending} fullWidth>
          Verify
        </Button>
        <Group justify="space-between" gap="xs">
          <Choice onClick={() => change(method === "app" ? "recovery" : "app")}>
            {method === "app" ? "Use a recovery code instead" : "Use the authenticator app instead"}
          </Choice>
          <Choice onClick={() => onStartAgain("")}>Start again</Choice>
        </Group>
      </Stack>
    </form>
  );
}

function Choice({ onClick, children }: { onClick: () => void; children: string }) {
  return (
    <Anchor component="button" type="button" size="sm" py={4} onClick={onClick}>
      {children}
    </Anchor>
  );
}
