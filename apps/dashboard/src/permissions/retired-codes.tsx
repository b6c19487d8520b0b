import { Button, Group, Text } from "@mantine/core";
import type { ApiChoice } from "./access.js";
import { retiredCodes } from "./selection.js";

interface Props {
  apis: readonly ApiChoice[];
  codes: readonly string[];
  onChange: (codes: string[]) => void;
  disabled?: boolean;
}

/** What the key holds and the catalogue has lost. */
export function RetiredCodes({ apis, codes, onChange, disabled }: Props) {
  const retired = apis.length === 0 ? [] : retiredCodes(apis, codes);
  if (retired.length === 0) return null;
  return (
    <Group gap="xs">
      <Text size="sm" c="dimmed">
        No longer offered: <span className="lk-mono">{retired.join(", ")}</span>
      </Text>
      <Button
        size="compact-xs"
        variant="default"
        disabled={disabled}
        onClick={() => onChange(codes.filter((code) => !retired.includes(code)))}
      >
        Remove
      </Button>
    </Group>
  );
}
