import { Group, SegmentedControl, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { CopyButton } from "../ui/copy-button.js";
import { SNIPPETS, type SnippetInput } from "./snippet.js";

/** The first call, in the reader's language, after what it needs in the environment. */
export function SnippetTabs(input: SnippetInput) {
  const [name, setName] = useState<string>(SNIPPETS[0].name);
  const snippet = SNIPPETS.find((known) => known.name === name) ?? SNIPPETS[0];
  const text = snippet.write(input);
  const before = snippet.prepare?.(input);
  return (
    <Stack gap="xs">
      <Group justify="space-between" gap="xs">
        <SegmentedControl
          aria-label="Language of the snippet"
          size="xs"
          value={name}
          onChange={setName}
          data={SNIPPETS.map((known) => known.name)}
        />
        <CopyButton text={text} what="Snippet" size="xs" />
      </Group>
      {before && (
        <>
          <Group justify="space-between" gap="xs">
            <Text size="sm">First, in the shell that starts it:</Text>
            <CopyButton text={before} what="Variables" size="xs" />
          </Group>
          <pre className="lk-code">{before}</pre>
        </>
      )}
      <pre className="lk-code">{text}</pre>
    </Stack>
  );
}
