const listeners = new Set<() => void>();

/** Called when the server says that the signed-in person may not do what the page has offered them. */
export function tellForbidden(): void {
  for (const listener of listeners) listener();
}

/** Has `listener` hear of it, until what is given back is called. */
export function onForbidden(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
