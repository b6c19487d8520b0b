import { useMatchRoute, useNavigate } from "@tanstack/react-router";
import { client } from "../apollo/client.js";
import { toastSaved } from "../ui/toast.js";
import type { Save } from "../ui/use-save.js";
import { DeleteKeyMutation } from "./key.graphql.js";
import { actionInput, useKey } from "./key-context.js";

/** Deletes the open key, and leads to the others. `write` is what is sent. */
export function useDeleteKey(save: Save) {
  const { key } = useKey();
  const navigate = useNavigate();
  const matchRoute = useMatchRoute();
  const write = { document: DeleteKeyMutation, input: () => actionInput(key) };

  async function remove() {
    const done = await save.send(write);
    if (!done) return;
    toastSaved(`“${key.name}” is deleted.`, done.effect);
    // Nobody is taken from where they have gone meanwhile.
    const isOpen = matchRoute({ to: "/keys/$id", params: { id: key.id }, fuzzy: true });
    if (isOpen) await navigate({ to: "/keys", replace: true });
    client.cache.evict({ id: client.cache.identify({ __typename: "ApiKey", id: key.id }) });
  }

  return { remove, write };
}
