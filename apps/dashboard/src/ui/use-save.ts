import type { ApolloClient, TypedDocumentNode } from "@apollo/client";
import { useApolloClient } from "@apollo/client/react";
import { useRef, useState } from "react";
import { mayHaveChanged, problemOf } from "../apollo/problem.js";
import { graphql } from "../graphql.js";
import { focusFirstError } from "./focus-error.js";
import { NO_ERRORS, splitErrors, type UserError } from "./user-errors.js";

/** Asks for nothing but an answer. */
const AnswerQuery = graphql(`
  query Answer {
    __typename
  }
`);

interface Payload {
  errors: readonly UserError[];
}

/** A `Write` of which it is known what its input and its payload are. */
export interface TypedWrite<P, Input extends object> {
  document: TypedDocumentNode<Record<string, P>, { input: Input }>;
  input: () => Input | null;
}

export type Save = ReturnType<typeof useSave>;

/** Sends mutations, one at a time, and sorts what they refuse to the form's `fields`. */
export function useSave(fields: readonly string[] = []) {
  const client = useApolloClient();
  const [errors, setErrors] = useState(NO_ERRORS);
  const [error, setError] = useState<unknown>(null);
  const [refused, setRefused] = useState<readonly UserError[]>([]);
  const [pending, setPending] = useState(false);
  const running = useRef(false);

  /**
   * Gives the payload of a success, null when nothing was changed, or it is not known whether it was: then all that is shown is read anew.
   * `look` sees every payload first, and what it waits for is a part of the act. `fetchPolicy`: "no-cache" for a payload with a token,
   * which is then kept nowhere.
   */
  async function send<P extends Payload, Input extends object>(
    { document, input }: TypedWrite<P, Input>,
    look?: (payload: NoInfer<P>) => unknown,
    fetchPolicy: "network-only" | "no-cache" = "network-only",
  ): Promise<P | null> {
    const sent = input();
    if (sent === null || running.current) return null;
    running.current = true;
    setPending(true);
    setError(null);
    try {
      const { data } = await client.mutate({ mutation: document, variables: { input: sent }, fetchPolicy });
      const payload = Object.values(data ?? {})[0];
      if (payload) await look?.(payload);
      const refusals = payload?.errors ?? [];
      setRefused(refusals);
      const split = splitErrors(refusals, fields);
      setErrors(split);
      if (Object.keys(split.byField).length > 0) focusFirstError();
      return payload && refusals.length === 0 ? payload : null;
    } catch (thrown) {
      setError(thrown);
      if (mayHaveChanged(problemOf(thrown))) void readAnew(client);
      return null;
    } finally {
      running.current = false;
      setPending(false);
    }
  }

  /** Refuses what the form itself can see to be wrong. Gives null: nothing is sent. */
  function refuse(byField: Record<string, string>): null {
    setErrors({ ...NO_ERRORS, byField });
    focusFirstError();
    return null;
  }

  function clear() {
    setErrors(NO_ERRORS);
    setError(null);
    setRefused([]);
  }

  return { send, pending, error, errors, refused, refuse, clear };
}

/** Reads all that is shown anew, once the server answers: while it does not, each part of the page would tell of the same. */
async function readAnew(client: ApolloClient): Promise<void> {
  try {
    await client.query({ query: AnswerQuery, fetchPolicy: "no-cache" });
    await client.refetchQueries({ include: "active" });
  } catch {
    // What is asked for regularly says so.
  }
}
