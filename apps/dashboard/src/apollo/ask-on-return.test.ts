import { ApolloClient, ApolloLink, gql, InMemoryCache } from "@apollo/client";
import { Observable } from "rxjs";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { askOnReturn, skipPollAttempt } from "./ask-on-return.js";

const POLL = 3000;

/** A page: whether it is seen, and its window. */
function openPage() {
  const document = Object.assign(new EventTarget(), { hidden: false });
  const window = Object.assign(new EventTarget(), { document });
  vi.stubGlobal("document", document);
  const show = (seen: boolean) => {
    document.hidden = !seen;
    document.dispatchEvent(new Event("visibilitychange"));
  };
  return { window: window as unknown as Window, show };
}

/** A page that asks for "Polled" at an interval and for "Once" alone, and how often each was asked. */
function openQueries() {
  const { window, show } = openPage();
  const asked = { Polled: 0, Once: 0 };
  let reached = true;
  const server = new ApolloLink(
    ({ operationName }) =>
      new Observable((observer) => {
        asked[operationName as keyof typeof asked]++;
        if (!reached) return observer.error(new Error("No network"));
        observer.next({ data: { ok: asked.Polled } });
        observer.complete();
      }),
  );
  const client = new ApolloClient({
    link: server,
    cache: new InMemoryCache(),
    defaultOptions: { watchQuery: { skipPollAttempt } },
    devtools: { enabled: false },
  });
  askOnReturn(client, window);
  const watch = () => {
    client.watchQuery({ query: gql`query Polled { ok }`, pollInterval: POLL }).subscribe(() => undefined);
    client
      .watchQuery({ query: gql`query Once { ok }`, fetchPolicy: "network-only" })
      .subscribe(() => undefined);
  };
  const reach = (is: boolean) => {
    reached = is;
  };
  return { window, show, asked, watch, reach };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("a page that nobody sees asks for nothing, and at once for what it asks for at intervals when it is seen again", async () => {
  const { show, asked, watch } = openQueries();
  watch();
  await vi.advanceTimersByTimeAsync(POLL + 100);
  expect(asked).toEqual({ Polled: 2, Once: 1 });
  show(false);
  await vi.advanceTimersByTimeAsync(100 * POLL);
  expect(asked).toEqual({ Polled: 2, Once: 1 });
  show(true);
  await vi.advanceTimersByTimeAsync(1);
  expect(asked).toEqual({ Polled: 3, Once: 1 });
  await vi.advanceTimersByTimeAsync(2 * POLL);
  expect(asked.Polled).toBeGreaterThan(3);
});

test("what could not be loaded without a network is asked for when that is back, and what was loaded is not", async () => {
  const { window, asked, watch, reach } = openQueries();
  reach(false);
  watch();
  await vi.advanceTimersByTimeAsync(1);
  expect(asked).toEqual({ Polled: 1, Once: 1 });
  reach(true);
  window.dispatchEvent(new Event("online"));
  await vi.advanceTimersByTimeAsync(1);
  expect(asked).toEqual({ Polled: 2, Once: 2 });
  window.dispatchEvent(new Event("online"));
  await vi.advanceTimersByTimeAsync(1);
  expect(asked).toEqual({ Polled: 3, Once: 2 });
});
