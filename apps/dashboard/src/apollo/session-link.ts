import { ErrorLink } from "@apollo/client/link/error";
import { from, mergeMap } from "rxjs";
import { waitForSession } from "../identity/session.js";
import { isSignedOut } from "./problem.js";

/**
 * When the session has ended, holds the operation, lets the person sign in again and sends it anew: no form loses its content.
 * `context: { mayBeSignedOut: true }` lets the error through instead.
 */
export const sessionLink = new ErrorLink(({ error, operation, forward }) => {
  if (!isSignedOut(error) || operation.getContext().mayBeSignedOut) return;
  return from(waitForSession()).pipe(mergeMap(() => forward(operation)));
});
