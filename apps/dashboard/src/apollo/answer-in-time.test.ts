import { ApolloClient, ApolloLink, gql, InMemoryCache } from "@apollo/client";
import { Observable } from "rxjs";
import { expect, test, vi } from "vitest";
import { answerInTime } from "./answer-in-time.js";
import { problemOf } from "./problem.js";

test("what is not answered in time is called off, and the problem says so", async () => {
  const callOff = vi.fn();
  const silent = new ApolloLink(() => new Observable(() => callOff));
  const client = new ApolloClient({
    link: ApolloLink.from([answerInTime(20), silent]),
    cache: new InMemoryCache(),
    devtools: { enabled: false },
  });
  const error = await client.query({ query: gql`query Any { ok }` }).catch((thrown: unknown) => thrown);
  expect(problemOf(error).message).toBe("The server has not answered for 30 seconds.");
  expect(callOff).toHaveBeenCalledOnce();
});
