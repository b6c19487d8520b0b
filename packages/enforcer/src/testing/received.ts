import type { AccessRequest } from "@latchkey/enforcement";

/**
 * A request as an HTTP parser gives it: its texts in one piece each, and side by side in memory. A text that was put together is pieces
 * that V8 joins when somebody reads them, far apart from others, since making a key leaves much behind.
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
