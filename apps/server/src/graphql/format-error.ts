import type { ASTNode, GraphQLFormattedError } from "graphql";
import { GraphQLError } from "graphql";
import { ERROR_CODES, PublicError, Unavailable, unavailable } from "./errors.js";
import { placeOfLiteral } from "./literal-places.rule.js";
import { placeInVariable, TOO_MANY_WRONG, withoutNames } from "./wrong-value.js";

/** Apollo's names for what the caller did wrong. */
const BAD_REQUESTS = new Set([
  "BAD_USER_INPUT",
  "BAD_REQUEST",
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "OPERATION_RESOLUTION_FAILURE",
  "PERSISTED_QUERY_NOT_SUPPORTED",
  "PERSISTED_QUERY_NOT_FOUND",
]);

/** Sentences of graphql-js that hold names of the schema and the document alone, never a value. */
const NAMES_ONLY = [
  /^Cannot query field "\w+" on type "\w+"\./,
  /^Field "\w+" of type "[\w![\]]+" must have a selection of subfields\./,
  /^Field "\w+" must not have a selection since type "[\w![\]]+" has no subfields\.$/,
  /^Unknown (argument|directive|type|fragment) "@?\w+"/,
  /^Field "\w+" argument "\w+" of type "[\w![\]]+" is required, but it was not provided\.$/,
  /^Field "[\w.]+" of required type "[\w![\]]+" was not provided\.$/,
  /^Field "\w+" is not defined by type "\w+"\./,
  /^Variable "\$\w+" (of (required )?(non-null )?type "[\w![\]]+" |is not defined|is never used|cannot be)/,
  /^(There can be only one|Fragment "\w+" (is never used|cannot)|Cannot spread fragment)/,
  /^The document exceeds the limit of \d+ \w+\.$/,
  /^Fields "\w+" conflict because /,
  /^Maximum introspection depth exceeded$/,
  /^The schema has no \w+\.$/,
  /^Must provide /,
  /^This anonymous operation must be the only defined operation\.$/,
  // By this word clients know to send the document.
  /^PersistedQueryNotSupported$/,
];

/**
 * What the caller may see of an error. Our own sentences stay as they are; what is wrong with the document is told without the values in
 * it; of what went wrong in the server nothing is told.
 */
export function formatError(formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError {
  const original = error instanceof GraphQLError ? (error.originalError ?? error) : error;
  const node = error instanceof GraphQLError ? error.nodes?.[0] : undefined;
  const place = formatted.path && { path: formatted.path };
  const requestId = formatted.extensions?.requestId;
  const request = requestId !== undefined && { requestId };
  const given = original instanceof PublicError ? original : unavailable(original);
  if (given) {
    const trouble = given instanceof Unavailable && { trouble: given.trouble };
    return { message: given.message, ...place, extensions: { code: given.code, ...trouble, ...request } };
  }
  const code = codeOf(formatted);
  if (BAD_REQUESTS.has(code)) {
    const { message } = formatted;
    const reason = original instanceof Error ? original.message : message;
    return {
      message: withoutValues({ message, reason, code, node }),
      ...place,
      extensions: { code: "BAD_USER_INPUT" },
    };
  }
  return {
    message: "Something went wrong on the server.",
    ...place,
    extensions: { code: "INTERNAL_SERVER_ERROR", ...request },
  };
}

/** Whether an error is one that nobody foresaw, so that it must be reported. */
export function isUnexpected(error: GraphQLError): boolean {
  const code = codeOf(error);
  return (
    !BAD_REQUESTS.has(code) && (code === "INTERNAL_SERVER_ERROR" || !ERROR_CODES.some((one) => one === code))
  );
}

/** graphql-js gives no code to the last of many wrong values. */
function codeOf({ message, extensions }: GraphQLFormattedError): string {
  return message === TOO_MANY_WRONG ? "BAD_USER_INPUT" : String(extensions?.code ?? "INTERNAL_SERVER_ERROR");
}

/** The parser gives up there, whether the rest is GraphQL or not. */
const TOO_MANY_TOKENS = /^Syntax Error: Document contains more tha[nt] (\d+) tokens\./;

interface BadRequest {
  message: string;
  /** What graphql-js found wrong, without the value before it; or the message again. */
  reason: string;
  code: string;
  /** What of the document is wrong. */
  node: ASTNode | undefined;
}

function withoutValues({ message, reason, code, node }: BadRequest): string {
  // Apollo's own words about the HTTP request, without anything of it.
  if (code === "BAD_REQUEST") return message;
  // The name comes from beside the document, and may be anything.
  if (message.startsWith("Unknown operation named")) return "The document has no operation of this name.";
  if (code === "GRAPHQL_PARSE_FAILED") {
    const [, most] = TOO_MANY_TOKENS.exec(message) ?? [];
    return most ? `The document exceeds the limit of ${most} tokens.` : "The document is not GraphQL.";
  }
  if (NAMES_ONLY.some((sentence) => sentence.test(message))) return message;
  if (message === TOO_MANY_WRONG) return "More values of the variables do not fit the schema.";
  const place = placeInVariable(message, reason) ?? placeOfLiteral(node);
  if (place === undefined) return "The document or its variables do not fit the schema.";
  const { whole, name, path } = place;
  const why = withoutNames(reason);
  return `${whole} does not fit the schema${path && ` at "${name}${path}"`}.${why && ` ${why}`}`;
}
