import type { ClientRequest } from "node:http";
import { TLSSocket } from "node:tls";

/** What such a request fails with, in the place of a code of Node.js. */
export const CONNECT_TIMEOUT = "CONNECT_TIMEOUT";

/**
 * Has a request fail whose connection is not made within so many milliseconds, TLS included: nothing of it was sent. Left alone, where
 * packets are dropped, it would wait for as long as for an answer, and its caller with it.
 */
export function limitConnecting(request: ClientRequest, milliseconds: number): void {
  request.once("socket", (socket) => {
    if (request.reusedSocket) return;
    const timer = setTimeout(
      () => request.destroy(Object.assign(new Error("no connection"), { code: CONNECT_TIMEOUT })),
      milliseconds,
    );
    const stop = () => clearTimeout(timer);
    socket.once(socket instanceof TLSSocket ? "secureConnect" : "connect", stop);
    request.once("close", stop);
  });
}
