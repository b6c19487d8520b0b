import { ApolloLink } from "@apollo/client";
import { map } from "rxjs";

/** Puts the answer's `X-Request-Id` beside its errors, so that an error shown to a person can name it. */
export const requestIdLink = new ApolloLink((operation, forward) =>
  forward(operation).pipe(
    map((result) => {
      const response: Response | undefined = operation.getContext().response;
      const requestId = response?.headers.get("x-request-id");
      if (!requestId || !("errors" in result) || !result.errors) return result;
      return { ...result, extensions: { ...result.extensions, requestId } };
    }),
  ),
);
