import { STATUS_CODES } from "node:http";
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import { troubleCodeOf, troubleOf } from "../database/trouble.js";
import type { ErrorCode } from "../graphql/errors.js";
import type { Log } from "../log.js";

/** Logs what went wrong in here: of a database in trouble, which many requests meet, its code alone. */
export function report(log: Log, err: unknown, requestId: string): void {
  const problem = troubleCodeOf(err);
  if (problem === undefined) log.error({ requestId, err }, "unexpected error");
  else log.error({ requestId, problem }, "the database could not do it");
}

/**
 * Answers what went wrong before or in a handler. The message is the status's own: one of a parser or a driver could repeat
 * what was sent.
 */
export function errorAnswer(log: Log, body: (message: string, requestId: string, status: number) => object) {
  return (error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const status = statusOf(error, request);
    if (status >= 500) report(log, error, request.id);
    const message = STATUS_CODES[status] ?? "Error";
    return reply
      .code(status)
      .header("cache-control", "no-store")
      .send(body(message, request.id, status));
  };
}

function statusOf(error: FastifyError, { raw }: FastifyRequest): number {
  // A caller who has hung up before all was sent: its connection has failed, and nothing of ours.
  if (raw.destroyed && !raw.complete) return 400;
  return troubleOf(error) === undefined ? (error.statusCode ?? 500) : 503;
}

/** The code of an answer that has no better one. */
export function codeOfStatus(status: number): ErrorCode {
  return status < 500 ? "BAD_USER_INPUT" : "INTERNAL_SERVER_ERROR";
}
