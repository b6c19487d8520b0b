import type { FastifyRequest } from "fastify";
import { CLIENT_ADDRESS } from "../identity/client-address.js";

/** A request's headers as better-auth reads them, with the client's address as we know it. Credentials of other schemes stay out. */
export function requestHeaders(request: FastifyRequest): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers))
    if (typeof value === "string" && name !== "authorization") headers.set(name, value);
  headers.delete(CLIENT_ADDRESS);
  if (request.clientAddress !== null) headers.set(CLIENT_ADDRESS, request.clientAddress);
  return headers;
}
