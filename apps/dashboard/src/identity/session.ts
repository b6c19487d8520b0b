import { useSyncExternalStore } from "react";

let ended = false;
let person: string | null = null;
let resumed = 0;
const listeners = new Set<() => void>();
const waiting: (() => void)[] = [];

function tell(): void {
  for (const listener of listeners) listener();
}

/** How often somebody has signed in again: tells whether what was sent belongs to a session of before. */
export function sessionNumber(): number {
  return resumed;
}

/** Called with the id of the person to whom the pages are shown. */
export function showTo(userId: string | null): void {
  person = userId;
}

/**
 * What each request says about whom its page is shown to. Where somebody else has signed in meanwhile, in another tab, the server
 * answers as if nobody had: nothing is done in their name.
 */
export function personHeaders(): Record<string, string> {
  return person === null ? {} : { "x-latchkey-user": person };
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
  resumed++;
  tell();
  for (const resolve of waiting.splice(0)) resolve();
}

/** Gives what `send` gives; where that says that the session is over, what it gives once the person has signed in again. */
export async function sendInSession<Answer>(
  send: () => Promise<Answer>,
  isOver: (answer: Answer) => boolean,
): Promise<Answer> {
  const sentIn = resumed;
  const answer = await send();
  if (!isOver(answer)) return answer;
  // Where somebody has signed in since it was sent, there is nothing to ask them again.
  if (sentIn === resumed) await waitForSession();
  return send();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** True while the session is over and nobody has signed in again. */
export function isSessionEnded(): boolean {
  return ended;
}

/** The same, for a component. */
export function useSessionEnded(): boolean {
  return useSyncExternalStore(subscribe, isSessionEnded);
}

/** Keeps Escape from closing what lies under the dialog that asks to sign in. Called before anything is drawn, to hear of the key first. */
export function holdEscape(window: Window): void {
  const hold = (event: KeyboardEvent) => {
    if (ended && event.key === "Escape") event.stopImmediatePropagation();
  };
  window.addEventListener("keydown", hold, { capture: true });
}
