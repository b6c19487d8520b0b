import { Button, Group, Text } from "@mantine/core";
import { Fragment } from "react";
import { formatCount } from "../ui/count.js";
import type { RefusedEntry } from "./pasted-list.js";

/** So many that are refused for one reason are named. */
const FEW = 3;

/** Why each could not be added; many for one reason are told together. */
export function RefusedEntries({ refused }: { refused: readonly RefusedEntry[] }) {
  const reasons = [...new Set(refused.map(({ message }) => message))];
  return reasons.map((reason) => {
    const texts = refused.filter(({ message }) => message === reason).map(({ text }) => text);
    return (
      <Fragment key={reason}>
        {texts.slice(0, FEW).map((text, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a list may have the same text twice
          <Text key={at} span display="block" size="xs" c="inherit">
            <span className="lk-mono">{text}</span>: {reason}
          </Text>
        ))}
        {texts.length > FEW && (
          <Text span display="block" size="xs" c="inherit">
            {formatCount(texts.length - FEW)} more: {reason}
          </Text>
        )}
      </Fragment>
    );
  });
}

/** What of a pasted list needed not be added. */
export function ListedAlready({ listed }: { listed: readonly RefusedEntry[] }) {
  if (listed.length === 0) return null;
  const rest = listed.length - FEW;
  return (
    <Text size="sm" c="dimmed" className="lk-anywhere">
      On the list already:{" "}
      {listed
        .slice(0, FEW)
        .map(({ text }) => text)
        .join(", ")}
      {rest > 0 && ` and ${formatCount(rest)} more`}.
    </Text>
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
