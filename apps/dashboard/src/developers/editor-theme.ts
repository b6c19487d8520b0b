import { editor } from "monaco-graphql/esm/monaco-editor.js";

/** The editor's own themes, with darker or lighter words where theirs miss a contrast of 4.5:1 on our pages. */
export const EDITOR_THEME = { light: "latchkey-light", dark: "latchkey-dark" };

editor.defineTheme(EDITOR_THEME.light, {
  base: "vs",
  inherit: true,
  rules: [
    { token: "comment", foreground: "56616e" },
    { token: "number", foreground: "176638" },
    { token: "type", foreground: "0b5054" },
    { token: "annotation", foreground: "623384" },
    { token: "argument", foreground: "623384" },
  ],
  colors: {
    ...accent("#12797e", "#ffffff"),
    "editorLineNumber.foreground": "#56616e",
    "editorLineNumber.dimmedForeground": "#56616e",
    "editorBracketHighlight.foreground2": "#176638",
  },
});

editor.defineTheme(EDITOR_THEME.dark, {
  base: "vs-dark",
  inherit: true,
  rules: [
    { token: "comment", foreground: "a0abb8" },
    { token: "annotation", foreground: "d6bfe8" },
    { token: "argument", foreground: "d6bfe8" },
  ],
  colors: {
    ...accent("#78c2c5", "#1a2027"),
    "editorLineNumber.foreground": "#a0abb8",
    "editorLineNumber.dimmedForeground": "#a0abb8",
  },
});

/** What opens over the editor, on the page's ground. */
function accent(colour: string, ground: string) {
  return {
    "editor.background": "#00000000",
    "scrollbar.shadow": "#00000000",
    focusBorder: colour,
    highlight: colour,
    "list.highlightForeground": colour,
    "list.focusHighlightForeground": colour,
    "textLink.foreground": colour,
    "textLink.activeForeground": colour,
    "editorWidget.background": ground,
    "editorHoverWidget.background": ground,
    "editorSuggestWidget.background": ground,
    "editorSuggestWidget.selectedBackground": colour,
    "editorSuggestWidget.selectedForeground": ground,
    "editorSuggestWidget.selectedIconForeground": ground,
    "editorSuggestWidget.focusHighlightForeground": ground,
    "quickInput.background": ground,
    "menu.background": ground,
  };
}
