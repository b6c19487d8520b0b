import { useMutation } from "@apollo/client/react";
import { toastSaved } from "../ui/toast.js";
import type { useSave } from "../ui/use-save.js";
import { DisableKeyMutation } from "./key.graphql.js";
import { useKey } from "./key-context.js";

/** Disables the open key; true once that has worked. */
export function useDisable(save: ReturnType<typeof useSave>): () => Promise<boolean> {
  const { key } = useKey();
  const [mutate] = useMutation(DisableKeyMutation);
  return async () => {
    const done = await save.run(async () => {
      const input = { id: key.id, expectedVersion: key.version };
      return (await mutate({ variables: { input } })).data?.disableApiKey;
    });
    if (done) toastSaved("Key disabled.", done.effect);
    return done !== null;
  };
}
