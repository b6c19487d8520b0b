import { toastSaved } from "../ui/toast.js";
import type { Save } from "../ui/use-save.js";
import { DisableKeyMutation } from "./key.graphql.js";
import { actionInput, useKey } from "./key-context.js";

/** Disables the open key, and gives true once that has worked. `write` is what is sent. */
export function useDisable(save: Save) {
  const { key } = useKey();
  const write = { document: DisableKeyMutation, input: () => actionInput(key) };

  async function disable(): Promise<boolean> {
    const done = await save.send(write);
    if (done) toastSaved("Key disabled.", done.effect);
    return done !== null;
  }

  return { disable, write };
}
