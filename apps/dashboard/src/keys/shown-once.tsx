import { Alert, Button, Group, Stack, Text, Textarea } from "@mantine/core";
import { IconShieldLock } from "@tabler/icons-react";
import { CopyButton } from "../ui/copy-button.js";
import { LeaveGuard } from "../ui/leave-guard.js";
import { SnippetTabs } from "./snippet-tabs.js";
import type { MadeKey } from "./use-create-key.js";
import { useSample } from "./use-sample.js";

interface Props {
  pair: Omit<MadeKey, "id">;
  onDone: () => void;
}

/** Key and token right after they were made. The text lives in the caller's component state and nowhere else. */
export function ShownOnce({ pair, onDone }: Props) {
  const { key, token } = pair;
  const { gatewayUrl, path } = useSample(pair);
  return (
    <Stack gap="md">
      <Alert color="amber" icon={<IconShieldLock />}>
        The token is shown this one time. Latchkey stores only its hash: nobody can show it to you again.
      </Alert>
      <Value label="Key" value={key} testId="shown-key" />
      <Value label="Token" value={token} testId="shown-token" />
      {path && (
        <Stack gap={6}>
          <Text size="sm" fw={550}>
            A call with it
          </Text>
          <SnippetTabs gatewayUrl={gatewayUrl} path={path} apiKey={key} token={token} />
        </Stack>
      )}
      <Group>
        <Button onClick={onDone}>I have copied it</Button>
      </Group>
      <LeaveGuard active title="Leave without the token?">
        Once you leave, the token cannot be shown again. You would have to regenerate it.
      </LeaveGuard>
    </Stack>
  );
}

function Value({ label, value, testId }: { label: string; value: string; testId: string }) {
  return (
    <Group align="flex-end" gap="xs">
      <Textarea
        label={label}
        value={value}
        readOnly
        rows={1}
        spellCheck={false}
        data-testid={testId}
        onFocus={(event) => event.currentTarget.select()}
        classNames={{ input: "lk-mono lk-token" }}
        flex="1 1 260px"
      />
      <CopyButton text={value} what={label} />
    </Group>
  );
}
