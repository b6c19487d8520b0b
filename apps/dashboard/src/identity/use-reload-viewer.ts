import { useApolloClient } from "@apollo/client/react";
import { useRouter } from "@tanstack/react-router";
import { ViewerQuery } from "./identity.graphql.js";
import { resumeSession } from "./session.js";

/** Has everything follow what has changed of the signed-in person, and of their session, without loading the page anew. */
export function useReloadViewer(): () => Promise<void> {
  const client = useApolloClient();
  const router = useRouter();
  return async () => {
    // The session is a new one: what the old one was refused meanwhile is sent anew.
    resumeSession();
    try {
      await client.query({ query: ViewerQuery, fetchPolicy: "network-only" });
    } catch {
      // The next page asks for it again.
      client.cache.evict({ id: "ROOT_QUERY", fieldName: "viewer" });
      return;
    }
    await router.invalidate();
    // What can't be read any more is told where it is shown.
    await client.refetchQueries({ include: "active" }).catch(() => undefined);
  };
}
