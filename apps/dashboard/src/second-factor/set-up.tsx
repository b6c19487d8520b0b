import { Button, Group, Stack, Text } from "@mantine/core";
import { useRef, useState } from "react";
import { CopyButton } from "../ui/copy-button.js";
import { FailureAlert } from "../ui/failure-alert.js";
import { useSubmit } from "../ui/use-submit.js";
import { CodeField } from "./code-field.js";
import { QrCode } from "./qr-code.js";
import { turnOn } from "./requests.js";
import { inFours, secretOf } from "./secret.js";
import { StepTitle } from "./step-title.js";

interface Props {
  totpUri: string;
  onTurnedOn: () => void;
  onCancel: () => void;
}

/** Gives the authenticator app its secret, and asks for the first code. */
export default function SetUp({ totpUri, onTurnedOn, onCancel }: Props) {
  const secret = secretOf(totpUri) ?? "";
  const [code, setCode] = useState("");
  const field = useRef<HTMLInputElement>(null);

  const { onSubmit, pending, problem } = useSubmit(async () => {
    const refused = await turnOn(code);
    if (refused) field.current?.select();
    else onTurnedOn();
    return refused;
  });

  return (
    <form onSubmit={onSubmit}>
      <Stack gap="md">
        <StepTitle>Scan this with an authenticator app</StepTitle>
        <Group align="flex-start" gap="lg">
          <QrCode text={totpUri} label="QR code with the secret for the authenticator app" />
          <Stack gap="xs" flex="1 1 16rem" miw={0}>
            <Text size="sm">
              Or type this secret into the app, as a code that changes with time. It is shown until you turn
              the second factor on.
            </Text>
            <code className="lk-code" data-testid="shown-secret">
              {inFours(secret)}
            </code>
            <Group>
              <CopyButton text={secret} what="Secret" />
            </Group>
          </Stack>
        </Group>
        {problem?.field === null && <FailureAlert>{problem.sentence}</FailureAlert>}
        <CodeField
          ref={field}
          description="The 6 digits that the app shows now."
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          error={problem?.field === "code" && problem.sentence}
          maw={384}
        />
        <Group gap="xs">
          <Button type="submit" loading={pending}>
            Turn on
          </Button>
          <Button variant="default" onClick={onCancel} disabled={pending}>
            Cancel
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
