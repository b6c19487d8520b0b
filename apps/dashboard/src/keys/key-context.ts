import { createContext, use } from "react";
import type { ResultOf } from "../graphql.js";
import type { KeyHead } from "./key.graphql.js";

export type Key = ResultOf<typeof KeyHead>;

export interface OpenKey {
  key: Key;
  /** The account is suspended, and so are its keys. */
  suspended: boolean;
  /** Loads the key anew, after somebody else has changed it, and gives it; null when that failed, which the page shows. */
  reload: () => Promise<Key | null>;
}

export const KeyContext = createContext<OpenKey | null>(null);

/** The key as it was seen, for a mutation that does one thing to it. */
export function actionInput({ id, version }: Key) {
  return { id, expectedVersion: version };
}

/** The key whose page is open. */
export function useKey(): OpenKey {
  const open = use(KeyContext);
  if (!open) throw new Error("This component stands outside a key's page");
  return open;
}
