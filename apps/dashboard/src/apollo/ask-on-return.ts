import type { ApolloClient } from "@apollo/client";

/** What a page that nobody sees does not ask for at its intervals. */
export const skipPollAttempt = (): boolean => document.hidden;

/**
 * Asks anew, as soon as the page is seen again, for what it asks for at intervals; as soon as the network is back, for that and for what
 * could not be loaded without it.
 */
export function askOnReturn(client: Pick<ApolloClient, "refetchQueries">, window: Window): void {
  const ask = (isWanted: (query: { polled: boolean; failed: boolean }) => boolean) =>
    void client.refetchQueries({
      include: "active",
      onQueryUpdated: (query) =>
        isWanted({
          polled: (query.options.pollInterval ?? 0) > 0,
          failed: query.getCurrentResult().error !== undefined,
        }),
    });
  window.document.addEventListener("visibilitychange", () => {
    if (!window.document.hidden) ask(({ polled }) => polled);
  });
  window.addEventListener("online", () => ask(({ polled, failed }) => polled || failed));
}
