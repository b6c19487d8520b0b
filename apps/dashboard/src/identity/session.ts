import { useSyncExternalStore } from "react";

let ended = false;
const listeners = new Set<() => void>();
const waiting: (() => void)[] = [];

function tell(): void {
  for (const listener of listeners) listener();
}

/** Called when the server says that the session is over. Resolves once somebody has signed in again. */
export function waitForSession(): Promise<void> {
  ended = true;
  tell();
  return new Promise((resolve) => waiting.push(resolve));
}

/** Called after signing in again: whatever was waiting is sent anew. */
export function resumeSession(): void {
  ended = false;
  tell();
  for (const resolve of waiting.splice(0)) resolve();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** True while the session is over and nobody has signed in again. */
export function useSessionEnded(): boolean {
  return useSyncExternalStore(subscribe, () => ended);
}
