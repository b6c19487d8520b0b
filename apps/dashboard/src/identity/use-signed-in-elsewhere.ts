import { useApolloClient } from "@apollo/client/react";
import { useWindowEvent } from "@mantine/hooks";
import { ViewerQuery } from "./identity.graphql.js";
import { personHeaders } from "./session.js";

/** Looks, whenever somebody comes back to this tab, whether the same person has signed in again in another one. */
export function useSignedInElsewhere(onSignedIn: () => void): void {
  const client = useApolloClient();
  useWindowEvent("focus", () => {
    const context = { mayBeSignedOut: true, headers: personHeaders() };
    client
      .query({ query: ViewerQuery, fetchPolicy: "network-only", context })
      .then(onSignedIn, () => undefined);
  });
}
