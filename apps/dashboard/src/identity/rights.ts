const listeners = new Set<() => void>();

/** Called when the server refuses the signed-in person what the page has offered them, or knows nothing of it: it may be theirs no longer. */
export function tellRefused(): void {
  for (const listener of listeners) listener();
}

/** Has `listener` hear of it, until what is given back is called. */
export function onRefused(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
