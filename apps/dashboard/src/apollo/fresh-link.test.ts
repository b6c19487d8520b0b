import { ApolloClient, ApolloLink, gql, InMemoryCache } from "@apollo/client";
import { Observable } from "rxjs";
import { expect, test } from "vitest";
import { freshLink } from "./fresh-link.js";

/** A client, and what its server was asked, each to be answered by hand. */
function clientWithServer() {
  const asked: { name: string | undefined; answer: (state: string) => void }[] = [];
  const server = new ApolloLink(
    ({ operationName }) =>
      new Observable((observer) => {
        const answer = (state: string) => {
          observer.next({ data: { state } });
          observer.complete();
        };
        asked.push({ name: operationName, answer });
      }),
  );
  const client = new ApolloClient({
    link: ApolloLink.from([freshLink(), server]),
    cache: new InMemoryCache(),
    devtools: { enabled: false },
  });
  const look = () => client.query({ query: gql`query Look { state }`, fetchPolicy: "no-cache" });
  const change = () => client.mutate({ mutation: gql`mutation Change { state }`, fetchPolicy: "no-cache" });
  return { asked, look, change };
}

test("what was asked before a change, and is answered after it, is asked anew", async () => {
  const { asked, look, change } = clientWithServer();
  const looked = look();
  const changed = change();
  await expect.poll(() => asked.length).toBe(2);
  asked[1]?.answer("after");
  await changed;
  asked[0]?.answer("before");
  await expect.poll(() => asked.length).toBe(3);
  asked[2]?.answer("after");
  expect((await looked).data).toEqual({ state: "after" });
});

test("what is answered before a change has ended, or was asked after it, is asked once", async () => {
  const { asked, look, change } = clientWithServer();
  const early = look();
  const changed = change();
  await expect.poll(() => asked.length).toBe(2);
  asked[0]?.answer("before");
  expect((await early).data).toEqual({ state: "before" });
  asked[1]?.answer("after");
  await changed;
  const late = look();
  await expect.poll(() => asked.length).toBe(3);
  asked[2]?.answer("after");
  expect((await late).data).toEqual({ state: "after" });
  expect(asked).toHaveLength(3);
});
