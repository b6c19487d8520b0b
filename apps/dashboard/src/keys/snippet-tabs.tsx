import { type Code, CodeTabs } from "../ui/code-tabs.js";
import { SNIPPETS, type SnippetInput } from "./snippet.js";

/** The first call, in the reader's language, after what it needs in the environment. */
export function SnippetTabs(input: SnippetInput) {
  const [first, ...others] = SNIPPETS;
  const codeOf = ({ name, write, prepare }: (typeof SNIPPETS)[number]): Code => ({
    name,
    text: write(input),
    before: prepare?.(input),
  });
  return <CodeTabs label="Language of the snippet" codes={[codeOf(first), ...others.map(codeOf)]} />;
}
