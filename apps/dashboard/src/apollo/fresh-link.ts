import { ApolloLink } from "@apollo/client";
import { finalize, mergeMap, of } from "rxjs";

/**
 * A link that asks a query anew where a mutation has ended while it was under way: its answer may be of before, and would take from the
 * page what the mutation's answer has brought.
 */
export function freshLink(): ApolloLink {
  let ended = 0;
  return new ApolloLink((operation, forward) => {
    if (operation.operationType === "mutation") return forward(operation).pipe(finalize(() => ended++));
    const sentAfter = ended;
    return forward(operation).pipe(
      mergeMap((answer) => (ended === sentAfter ? of(answer) : forward(operation))),
    );
  });
}
