import { useHotkeys } from "@mantine/hooks";
import { topDialog } from "./top-dialog.js";

/**
 * Has Ctrl+Enter or Cmd+Enter save from wherever the focus is: the way to the button may lead over a long list. Not below a dialog, and
 * not where a field has taken the keys for itself.
 */
export function useSaveKey(save: () => void): void {
  function press(event: KeyboardEvent) {
    if (event.defaultPrevented || event.repeat || topDialog()) return;
    // Nor is a button pressed that has the focus.
    event.preventDefault();
    save();
  }
  useHotkeys([["mod+Enter", press, { preventDefault: false }]], [], true);
}
