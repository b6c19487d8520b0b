// GraphiQL itself would fetch it later: the editor is whole, or it could not be loaded.
import "monaco-graphql/esm/lite.js";
import "./editor-workers.js";
import "@graphiql/react/style.css";
import "@graphiql/plugin-doc-explorer/style.css";
import "graphiql/graphiql.css";
import "./graphiql-editor.css";
import { useComputedColorScheme } from "@mantine/core";
import { GraphiQL } from "graphiql";
import { type KeyboardEvent, useState } from "react";
import { useAccount } from "../accounts/account.js";
import { ask, type Operation } from "./ask.js";
import { EDITOR_THEME } from "./editor-theme.js";
import { memoryStorage } from "./memory-storage.js";

const fetcher = (operation: Operation) => ask(operation);

/** GraphiQL, which keeps nothing: no history, no headers, and its storage is gone with the page. */
export default function GraphiqlEditor() {
  const { sid } = useAccount();
  const theme = useComputedColorScheme("light", { getInitialValueInEffect: false });
  const [storage] = useState(memoryStorage);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it hears of a key that the editors inside leave unused
    <div className="lk-graphiql lk-graphiql-frame" onKeyDown={leaveEditor}>
      <GraphiQL
        fetcher={fetcher}
        storage={storage}
        plugins={[]}
        shouldPersistHeaders={false}
        isHeadersEditorEnabled={false}
        defaultTheme={theme}
        forcedTheme={theme}
        editorTheme={EDITOR_THEME}
        defaultQuery={exampleOf(sid)}
        inputValueDeprecation
        schemaDescription
      >
        <GraphiQL.Logo> </GraphiQL.Logo>
      </GraphiQL>
    </div>
  );
}

/** Escape, where nothing in the editor is open that it would close, leads out of it: Tab writes spaces in there. */
function leaveEditor({ key, target }: KeyboardEvent): void {
  if (key !== "Escape" || !(target instanceof HTMLTextAreaElement)) return;
  target.closest<HTMLElement>(".graphiql-editor, .result-window")?.focus();
}

function exampleOf(sid: string): string {
  return `# Ctrl+Enter runs it.
# Ctrl+Space completes.
# Escape leaves the editor.
query Keys {
  account(sid: "${sid}") {
    name
    apiKeys(first: 5) {
      nodes {
        name
        key
        status
        lastUsedAt
      }
    }
  }
}
`;
}
