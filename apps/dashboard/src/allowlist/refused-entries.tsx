import { Button, Group, Text } from "@mantine/core";
import type { RefusedEntry } from "./pasted-list.js";

/** Why each could not be added. */
export function RefusedEntries({ refused }: { refused: readonly RefusedEntry[] }) {
  return (
    <>
      {refused.map(({ text, message }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a list may have the same text twice
        <Text key={at} span display="block" size="xs" c="inherit">
          <span className="lk-mono">{text}</span>: {message}
        </Text>
      ))}
    </>
  );
}

interface Props {
  refused: readonly RefusedEntry[];
  onAccept: (...meant: readonly RefusedEntry[]) => void;
}

/** What was probably meant, to be added instead. */
export function Suggestions({ refused, onAccept }: Props) {
  const meant = refused.filter(({ suggestion }) => suggestion);
  if (meant.length === 0) return null;
  return (
    <Group gap="xs">
      {meant.map((entry, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a list may have the same text twice
        <Button key={at} size="compact-sm" variant="light" onClick={() => onAccept(entry)}>
          Use {entry.suggestion}
        </Button>
      ))}
      {meant.length > 1 && (
        <Button size="compact-sm" variant="default" onClick={() => onAccept(...meant)}>
          Use all {meant.length}
        </Button>
      )}
    </Group>
  );
}
