import { CombinedGraphQLErrors, ServerError } from "@apollo/client";
import { Unanswered } from "./answer-in-time.js";

/** What went wrong, as it is told to a person. */
export interface Problem {
  code: string;
  message: string;
  requestId: string | null;
}

/** Of what pages send that are open at another address than the server's own. */
export const FOREIGN =
  "The server takes nothing from pages at this address. Open the dashboard at its public address, which whoever runs it has set.";

const SENTENCES: Record<string, string> = {
  FOREIGN,
  UNAUTHENTICATED: "Your session has ended.",
  NOT_FOUND: "This no longer exists, or it belongs to another account.",
  THROTTLED: "Too many requests. Wait a moment and try again.",
  UNAVAILABLE: "The database does not answer.",
  BAD_USER_INPUT: "The server did not understand the request. Reload the page.",
};

const UNAVAILABLE_TO_CHANGES =
  "The database does not answer, or takes no changes. Look whether it was done before you try again.";

/** What an answer without errors of GraphQL says by its status. */
const CODES: Record<number, string> = {
  401: "UNAUTHENTICATED",
  403: "FOREIGN",
  429: "THROTTLED",
  503: "UNAVAILABLE",
};

/** Reads any error of Apollo Client. Nothing of what was sent is repeated in the sentence. */
export function problemOf(error: unknown): Problem {
  if (CombinedGraphQLErrors.is(error)) {
    const [first] = error.errors;
    const { code: given, trouble } = first?.extensions ?? {};
    const code = trouble === undefined ? String(given ?? "INTERNAL_SERVER_ERROR") : "UNAVAILABLE";
    const requestId = error.extensions?.requestId;
    return {
      code,
      // Why somebody may not do a thing has several reasons, which the server alone can tell apart.
      message: (code === "FORBIDDEN" ? first?.message : SENTENCES[code]) ?? "The server could not do this.",
      requestId: typeof requestId === "string" ? requestId : null,
    };
  }
  if (ServerError.is(error)) {
    const code = CODES[error.statusCode] ?? "SERVER";
    return {
      code,
      message: SENTENCES[code] ?? `The server answered with status ${error.statusCode}.`,
      requestId: error.response.headers.get("x-request-id"),
    };
  }
  if (error instanceof Unanswered) {
    return { code: "NETWORK", message: "The server has not answered for 30 seconds.", requestId: null };
  }
  return { code: "NETWORK", message: "The server could not be reached.", requestId: null };
}

/** An answer that is lost says nothing of what became of the change; each is made once, or once for the version that was seen. */
const UNKNOWN = "It is not known whether this was done: trying again does no harm.";

/** The same to who has tried to change something, which may have been done all the same. */
export function failedChange(problem: Problem): string {
  if (problem.code === "UNAVAILABLE") return UNAVAILABLE_TO_CHANGES;
  return isUnknown(problem) ? `${problem.message} ${UNKNOWN}` : problem.message;
}

/** Whether what a page shows may no longer be so after this: a change whose answer was lost, or what it was made to is gone. */
export function mayHaveChanged(problem: Problem): boolean {
  return isUnknown(problem) || problem.code === "NOT_FOUND";
}

function isUnknown({ code }: Problem): boolean {
  return code === "NETWORK" || code === "SERVER";
}

/** Whether the error says that nobody is signed in. */
export function isSignedOut(error: unknown): boolean {
  return problemOf(error).code === "UNAUTHENTICATED";
}
