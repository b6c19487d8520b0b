import { VisuallyHidden } from "@mantine/core";
import { useSyncExternalStore } from "react";

let sentence = "";
const listeners = new Set<() => void>();

/** Has a screen reader say the sentence. */
export function announce(text: string): void {
  // The same text twice in a row would not be said again.
  sentence = text === sentence ? `${text}\u00a0` : text;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function Announcer() {
  const text = useSyncExternalStore(subscribe, () => sentence);
  return (
    <VisuallyHidden role="status" aria-live="polite">
      {text}
    </VisuallyHidden>
  );
}
