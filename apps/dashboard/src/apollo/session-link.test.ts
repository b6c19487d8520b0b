import { ApolloClient, ApolloLink, gql, InMemoryCache, ServerError } from "@apollo/client";
import { Observable } from "rxjs";
import { expect, test } from "vitest";
import { isSessionEnded, resumeSession, showTo } from "../identity/session.js";
import { sessionLink } from "./session-link.js";

/** A client whose server answers when it is told to: 401, or with data. */
function clientWithServer() {
  const asked: { headers: unknown; refuse: () => void; answer: () => void }[] = [];
  const server = new ApolloLink(
    (operation) =>
      new Observable((observer) => {
        asked.push({
          headers: operation.getContext().headers,
          refuse: () =>
            observer.error(
              new ServerError("Signed out", { response: new Response(null, { status: 401 }), bodyText: "" }),
            ),
          answer: () => {
            observer.next({ data: { ok: true } });
            observer.complete();
          },
        });
      }),
  );
  const client = new ApolloClient({
    link: ApolloLink.from([sessionLink, server]),
    cache: new InMemoryCache(),
    devtools: { enabled: false },
  });
  const ask = (name: string) => client.query({ query: gql(`query ${name} { ok }`), fetchPolicy: "no-cache" });
  return { client, asked, ask };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 10));

test("what was refused before somebody signed in again is sent anew, and asks for nothing when it comes in late", async () => {
  const { asked, ask } = clientWithServer();
  const early = ask("Early");
  const late = ask("Late");
  await settled();
  asked[0]?.refuse();
  await settled();
  expect(isSessionEnded()).toBe(true);

  resumeSession();
  await settled();
  asked[1]?.refuse();
  await settled();
  expect(isSessionEnded()).toBe(false);
  expect(asked).toHaveLength(4);
  for (const { answer } of asked.slice(2)) answer();
  expect((await early).data).toEqual({ ok: true });
  expect((await late).data).toEqual({ ok: true });
});

test("a request says to whom the page is shown, but for the one that asks who is signed in", async () => {
  const { client, asked, ask } = clientWithServer();
  showTo("usr_1");
  void ask("Any");
  const query = gql`query Who { ok }`;
  void client.query({ query, context: { mayBeSignedOut: true }, fetchPolicy: "no-cache" });
  await settled();
  expect(asked.map(({ headers }) => headers)).toEqual([{ "x-latchkey-user": "usr_1" }, {}]);
  for (const { answer } of asked) answer();
  showTo(null);
});
