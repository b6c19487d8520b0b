import { Group, SegmentedControl, Stack } from "@mantine/core";
import { useState } from "react";
import { CopyButton } from "../ui/copy-button.js";
import { SNIPPETS, type SnippetInput } from "./snippet.js";

/** The first call, in the reader's language. */
export function SnippetTabs(input: SnippetInput) {
  const [name, setName] = useState<string>(SNIPPETS[0].name);
  const snippet = SNIPPETS.find((known) => known.name === name) ?? SNIPPETS[0];
  const text = snippet.write(input);
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
      <pre className="lk-code">{text}</pre>
    </Stack>
  );
}
