import { Button, Group, Text } from "@mantine/core";
import type { RefusedEntry } from "./pasted-list.js";

/** Why each could not be added. */
export function RefusedEntries({ refused }: { refused: readonly RefusedEntry[] }) {
  return (
    <>
      {refused.map(({ text, message }) => (
        <Text key={text} span display="block" size="xs" c="inherit">
          <span className="lk-mono">{text}</span>: {message}
        </Text>
      ))}
    </>
  );
}

interface Props {
  refused: readonly RefusedEntry[];
  onAccept: (entry: RefusedEntry) => void;
}

/** What was probably meant, to be added instead. */
export function Suggestions({ refused, onAccept }: Props) {
  if (!refused.some(({ suggestion }) => suggestion)) return null;
  return (
    <Group gap="xs">
      {refused.map(
        (entry) =>
          entry.suggestion && (
            <Button key={entry.text} size="compact-sm" variant="light" onClick={() => onAccept(entry)}>
              Use {entry.suggestion}
            </Button>
          ),
      )}
    </Group>
  );
}
