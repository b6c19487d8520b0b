import { ApolloLink } from "@apollo/client";
import { throwError, timeout } from "rxjs";

/** The longest that is waited for an answer, milliseconds. */
const LONGEST = 30_000;

/** The server has not answered in time; whether it has done what it was asked is not known. */
export class Unanswered extends Error {
  override readonly name = "Unanswered";
}

/** A link that gives up what is not answered in `longest` milliseconds: nobody waits before a form for ever. Fails with `Unanswered`. */
export const answerInTime = (longest = LONGEST) =>
  new ApolloLink((operation, forward) =>
    forward(operation).pipe(timeout({ first: longest, with: () => throwError(() => new Unanswered()) })),
  );
