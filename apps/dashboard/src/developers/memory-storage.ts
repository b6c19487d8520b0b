/** What GraphiQL remembers by; a part of what a browser's own storages offer. */
export interface MemoryStorage {
  readonly length: number;
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
  clear(): void;
}

/** Remembers for as long as the page is open and no longer: what is typed or answered may hold a token, which no storage of the browser may. */
export function memoryStorage(): MemoryStorage {
  const kept = new Map<string, string>();
  return {
    get length() {
      return kept.size;
    },
    getItem: (key) => kept.get(key) ?? null,
    setItem: (key, value) => void kept.set(key, value),
    removeItem: (key) => void kept.delete(key),
    clear: () => kept.clear(),
  };
}
