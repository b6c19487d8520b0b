import { STATUS_CODES } from "node:http";
import type { FastifyError, FastifyInstance } from "fastify";
import type { Log } from "../log.js";

/**
 * Answers what went wrong before or in a handler. The message is the status's own: one of a parser or a driver could repeat
 * what was sent.
 */
export function answerErrors(
  app: FastifyInstance,
  log: Log,
  body: (message: string, requestId: string, status: number) => object,
): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) log.error({ requestId: request.id, err: error }, "unexpected error");
    const message = STATUS_CODES[status] ?? "Error";
    return reply
      .code(status)
      .header("cache-control", "no-store")
      .send(body(message, request.id, status));
  });
}
