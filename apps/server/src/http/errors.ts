import { STATUS_CODES } from "node:http";
import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import type { Log } from "../log.js";

/**
 * Answers what went wrong before or in a handler. The message is the status's own: one of a parser or a driver could repeat
 * what was sent.
 */
export function errorAnswer(log: Log, body: (message: string, requestId: string, status: number) => object) {
  return (error: FastifyError, request: FastifyRequest, reply: FastifyReply): FastifyReply => {
    const status = error.statusCode ?? 500;
    if (status >= 500) log.error({ requestId: request.id, err: error }, "unexpected error");
    const message = STATUS_CODES[status] ?? "Error";
    return reply
      .code(status)
      .header("cache-control", "no-store")
      .send(body(message, request.id, status));
  };
}
