import { type ExecutionResult, GraphQLError, Kind, parse } from "graphql";
import { personHeaders, sendInSession } from "../identity/session.js";

/** An operation as it is typed in the editor. */
export interface Operation {
  query: string;
  variables?: unknown;
  operationName?: string | null;
}

/**
 * Sends an operation as the signed-in person. Where the session has ended, it is sent anew once they have signed in again. Never
 * rejects: what can't be read as an answer is told as an error of GraphQL.
 */
export async function ask(operation: Operation, url = "/graphql"): Promise<ExecutionResult> {
  const { body } = await sendInSession(
    () => post(operation, url),
    ({ status }) => status === 401,
  );
  return body;
}

async function post(
  { query, variables, operationName }: Operation,
  url: string,
): Promise<{ status: number; body: ExecutionResult }> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", ...personHeaders() },
      body: JSON.stringify({ query, variables, operationName: isOne(query) ? undefined : operationName }),
    });
    const { status } = response;
    const body: unknown = await response.json().catch(() => null);
    return { status, body: isAnswer(body) ? body : failed(`The server answered with status ${status}.`) };
  } catch {
    return { status: 0, body: failed("The server could not be reached.") };
  }
}

/** Whether the document has one operation alone, which needs no name: just after a change GraphiQL still gives the name of before. */
function isOne(query: string): boolean {
  try {
    return parse(query).definitions.filter(({ kind }) => kind === Kind.OPERATION_DEFINITION).length === 1;
  } catch {
    return false;
  }
}

function isAnswer(body: unknown): body is ExecutionResult {
  return typeof body === "object" && body !== null && ("data" in body || "errors" in body);
}

function failed(message: string): ExecutionResult {
  return { errors: [new GraphQLError(message)] };
}
