import { type ComboboxStore, useCombobox } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import type { Entry } from "./entry.js";

/**
 * Which entry Enter chooses: the first one after each change of `text`; afterwards the arrow keys move it, and it stays what it is
 * when keys arrive. Mantine's store moves it in the document, and tells screen readers only of the arrow keys; `active`, the entry's
 * id, tells them always.
 */
export function useActiveEntry(
  entries: readonly Entry[],
  text: string,
  onClose: () => void,
): { store: ComboboxStore; active: string | undefined } {
  const combobox = useCombobox({ opened: true, onOpenedChange: onClose });
  const [active, setActive] = useState<string>();
  const follow = (move: () => string | null) => () => {
    const id = move();
    setActive(id ?? undefined);
    return id;
  };

  const order = entries.map(({ id }) => id).join(" ");
  const typed = useRef(text);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another text or other entries move it here
  useEffect(() => {
    const ids = order.split(" ");
    const kept = typed.current === text && active !== undefined ? ids.indexOf(active) : -1;
    const index = Math.max(kept, 0);
    typed.current = text;
    combobox.selectOption(index);
    setActive(ids[index] || undefined);
  }, [order, text]);

  return {
    store: {
      ...combobox,
      selectNextOption: follow(combobox.selectNextOption),
      selectPreviousOption: follow(combobox.selectPreviousOption),
    },
    active,
  };
}
