import { useApolloClient } from "@apollo/client/react";
import { useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { ViewerQuery } from "./identity.graphql.js";
import { onRefused } from "./rights.js";

/** Learns what the signed-in person may do by now, and in which accounts, whenever the server has refused something, and has the page follow. */
export function useNewRights(): void {
  const client = useApolloClient();
  const router = useRouter();
  useEffect(() => {
    let isAsking = false;
    const rights = () => JSON.stringify(client.readQuery({ query: ViewerQuery }));
    async function learn() {
      if (isAsking) return;
      isAsking = true;
      const before = rights();
      // Where it can't be learned now, the next refusal asks again.
      await client.query({ query: ViewerQuery, fetchPolicy: "network-only" }).catch(() => undefined);
      isAsking = false;
      if (rights() !== before) await router.invalidate();
    }
    return onRefused(() => void learn());
  }, [client, router]);
}
