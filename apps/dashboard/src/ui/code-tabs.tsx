import { Group, SegmentedControl, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { CopyButton } from "./copy-button.js";

export interface Code {
  /** Of the language. */
  name: string;
  text: string;
  /** What to paste into the shell first, where the text reads the pair from the environment. */
  before?: string | undefined;
}

/** The same in several languages, one at a time, each to be copied. */
export function CodeTabs({ label, codes }: { label: string; codes: readonly [Code, ...Code[]] }) {
  const [name, setName] = useState<string>(codes[0].name);
  const { text, before } = codes.find((code) => code.name === name) ?? codes[0];
  const copySnippet = <CopyButton text={text} what="Snippet" size="xs" />;
  return (
    <Stack gap="xs">
      <Group justify="space-between" gap="xs">
        <SegmentedControl
          aria-label={label}
          size="xs"
          value={name}
          onChange={setName}
          data={codes.map((code) => code.name)}
        />
        {!before && copySnippet}
      </Group>
      {before && (
        <>
          <Group justify="space-between" gap="xs">
            <Text size="sm">First, in the shell that starts it:</Text>
            <CopyButton text={before} what="Variables" size="xs" />
          </Group>
          <pre className="lk-code">{before}</pre>
          <Group justify="space-between" gap="xs">
            <Text size="sm">Then:</Text>
            {copySnippet}
          </Group>
        </>
      )}
      <pre className="lk-code">{text}</pre>
    </Stack>
  );
}
