import { ApolloLink } from "@apollo/client";
import { ErrorLink } from "@apollo/client/link/error";
import { from, mergeMap } from "rxjs";
import { personHeaders, sessionNumber, waitForSession } from "../identity/session.js";
import { isSignedOut } from "./problem.js";

const stamp = new ApolloLink((operation, forward) => {
  const { headers, mayBeSignedOut } = operation.getContext();
  const toWhom = mayBeSignedOut ? {} : personHeaders();
  operation.setContext({ sentIn: sessionNumber(), headers: { ...headers, ...toWhom } });
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
 * `context: { mayBeSignedOut: true }` lets the error through instead, and takes whoever is signed in.
 */
export const sessionLink = ApolloLink.from([stamp, resend]);
