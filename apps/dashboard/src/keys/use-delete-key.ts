import { useMutation } from "@apollo/client/react";
import { useMatchRoute, useNavigate } from "@tanstack/react-router";
import { client } from "../apollo/client.js";
import { toastSaved } from "../ui/toast.js";
import type { Save } from "../ui/use-save.js";
import { DeleteKeyMutation } from "./key.graphql.js";
import { useKey } from "./key-context.js";

/** Deletes the open key, and leads to the others. `input` is what is sent. */
export function useDeleteKey(save: Save) {
  const { key } = useKey();
  const navigate = useNavigate();
  const matchRoute = useMatchRoute();
  const [mutate] = useMutation(DeleteKeyMutation);
  const input = { id: key.id, expectedVersion: key.version };

  async function remove() {
    const done = await save.run(async () => {
      return (await mutate({ variables: { input } })).data?.deleteApiKey;
    });
    if (!done) return;
    toastSaved(`“${key.name}” is deleted.`, done.effect);
    // Nobody is taken from where they have gone meanwhile.
    const isOpen = matchRoute({ to: "/keys/$id", params: { id: key.id }, fuzzy: true });
    if (isOpen) await navigate({ to: "/keys", replace: true });
    client.cache.evict({ id: client.cache.identify({ __typename: "ApiKey", id: key.id }) });
  }

  return { remove, input };
}
