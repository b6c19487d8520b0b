import type { Server } from "node:http";
import { Server as Listening, type Socket } from "node:net";

/** How long idle connections are kept: a request may be on its way on one, and a client may not repeat it if it is a POST. */
const IDLE_MILLISECONDS = 1_000;
/** After this time every connection is cut. */
const LONGEST_MILLISECONDS = 10_000;
const LOOK_MILLISECONDS = 50;
/** A turn of the event loop that takes less is quiet. */
const QUIET_MILLISECONDS = 0.1;
const MOST_TURNS = 200;

const connections = new WeakMap<Server, Set<Socket>>();

/** Tracks a server's connections for `closeServers`; to be called before it listens. Node.js has no list of them. */
export function watchConnections(server: Server): void {
  const open = new Set<Socket>();
  connections.set(server, open);
  server.on("connection", (socket: Socket) => {
    open.add(socket);
    socket.once("close", () => open.delete(socket));
  });
}

/**
 * Closes HTTP servers without losing a request, in little more than ten seconds at most:
 * 1. waits for a quiet turn of the event loop, 200 turns at most. Until then connections are accepted, so that none is reset that the
 *    operating system has accepted already;
 * 2. stops accepting, lets requests that have begun end, and after a second closes idle connections.
 *
 * From step 2 on `server.listening` is false, and whoever answers must then close the connection with the answer. Answers that are still
 * being sent are not cut off on servers that `watchConnections` tracks. Resolves when no connection is left.
 */
export async function closeServers(servers: readonly Server[]): Promise<void> {
  await quietTurn();
  // An HTTP server's own `close` would close what is idle now.
  const closed = servers.map(
    (server) => new Promise((resolve) => Listening.prototype.close.call(server, resolve)),
  );
  const look = () => {
    for (const server of servers) if (!isSending(server)) server.closeIdleConnections();
  };
  let idle: NodeJS.Timeout | undefined;
  const patience = setTimeout(() => {
    look();
    idle = setInterval(look, LOOK_MILLISECONDS);
  }, IDLE_MILLISECONDS);
  const force = setTimeout(() => {
    for (const server of servers) {
      server.closeAllConnections();
      // Node.js does not count those that it has handed over, as after CONNECT, but waits for them.
      for (const socket of connections.get(server) ?? []) socket.destroy();
    }
  }, LONGEST_MILLISECONDS);
  await Promise.all(closed);
  clearTimeout(patience);
  clearInterval(idle);
  clearTimeout(force);
}

/**
 * Whether an answer waits for its caller to read it. Node.js counts its connection as idle and would cut it. The server's other idle
 * connections are then kept too, since it can't end before this one does.
 */
function isSending(server: Server): boolean {
  for (const { writableLength } of connections.get(server) ?? []) if (writableLength > 0) return true;
  return false;
}

/**
 * Waits for a turn of the event loop in which hardly anything happened, for MOST_TURNS at most. Each turn accepts all connections that were
 * made until then; those made after the last turn are reset by the operating system when the server stops accepting.
 */
async function quietTurn(): Promise<void> {
  for (let turn = 0, start = performance.now(); turn < MOST_TURNS; turn++) {
    await new Promise((resolve) => setImmediate(resolve));
    const end = performance.now();
    if (end - start < QUIET_MILLISECONDS) return;
    start = end;
  }
}
