import type { AccessRequest } from "@latchkey/enforcement";

/**
 * A request as an HTTP parser gives it: each text flat, and all of them close together in memory. V8 keeps concatenated text as pieces that
 * it joins when they are first read, which a real request does not cost.
 */
export function received({ authorization, method, path, clientAddress }: AccessRequest): AccessRequest {
  return {
    authorization: authorization && inOnePiece(authorization),
    method,
    path: inOnePiece(path),
    clientAddress: clientAddress && inOnePiece(clientAddress),
  };
}

function inOnePiece(text: string): string {
  return Buffer.from(text, "latin1").toString("latin1");
}
