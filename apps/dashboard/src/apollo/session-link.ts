import { ApolloLink } from "@apollo/client";
import { ErrorLink } from "@apollo/client/link/error";
import { from, mergeMap } from "rxjs";
import { sessionNumber, waitForSession } from "../identity/session.js";
import { isSignedOut } from "./problem.js";

const stamp = new ApolloLink((operation, forward) => {
  operation.setContext({ sentIn: sessionNumber() });
  return forward(operation);
});

const resend = new ErrorLink(({ error, operation, forward }) => {
  const { mayBeSignedOut, sentIn } = operation.getContext();
  if (!isSignedOut(error) || mayBeSignedOut) return;
  // Somebody has signed in since it was sent: there is nothing to ask them again.
  if (sentIn !== sessionNumber()) return forward(operation);
  return from(waitForSession()).pipe(mergeMap(() => forward(operation)));
});

/**
 * When the session has ended, holds the operation, lets the person sign in again and sends it anew: no form loses its content.
 * `context: { mayBeSignedOut: true }` lets the error through instead.
 */
export const sessionLink = ApolloLink.from([stamp, resend]);
