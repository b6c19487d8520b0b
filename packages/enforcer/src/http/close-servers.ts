import type { Server } from "node:http";
import { Server as Listening, type Socket } from "node:net";

/** So long what is idle is kept: whoever keeps a connection may be sending a request just now, which nobody may send again if it is a POST. */
const IDLE_MILLISECONDS = 1_000;
const LONGEST_MILLISECONDS = 10_000;
const LOOK_MILLISECONDS = 50;
const QUIET_MILLISECONDS = 0.1;
const MOST_TURNS = 200;

const connections = new WeakMap<Server, Set<Socket>>();

/** Keeps account of a server's connections for `closeServers`, from before it listens: Node.js does not say which ones there are. */
export function watchConnections(server: Server): void {
  const open = new Set<Socket>();
  connections.set(server, open);
  server.on("connection", (socket: Socket) => {
    open.add(socket);
    socket.once("close", () => open.delete(socket));
  });
}

/**
 * Ends HTTP servers without losing a request, in ten seconds and the moment that comes before at most. First it waits for a turn of the
 * event loop in which hardly anything happens, 200 turns at most: until then new connections are accepted, so that none is cut off that
 * the system has taken already. Then it stops accepting, lets requests end that have begun, and closes what has been idle for a second.
 * Each answer must close its connection meanwhile, which is whoever answers' own work: `listening` is false from then on. Of servers that
 * `watchConnections` knows, no answer is cut off that has been given and is still on its way. Resolves when no connection is left.
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
    for (const server of servers) server.closeAllConnections();
  }, LONGEST_MILLISECONDS);
  await Promise.all(closed);
  clearTimeout(patience);
  clearInterval(idle);
  clearTimeout(force);
}

/**
 * Whether an answer waits for its caller to read. Node.js takes its connection for idle and would cut it off; the others wait with it,
 * since the server can't end before it does.
 */
function isSending(server: Server): boolean {
  for (const { writableLength } of connections.get(server) ?? []) if (writableLength > 0) return true;
  return false;
}

/**
 * Waits for a turn of the event loop in which hardly anything happened, though not for ever. A turn accepts all that have connected until
 * then, and comes here next; whoever has connected since is cut off by the system when the server stops to accept.
 */
async function quietTurn(): Promise<void> {
  for (let turn = 0, start = performance.now(); turn < MOST_TURNS; turn++) {
    await new Promise((resolve) => setImmediate(resolve));
    const end = performance.now();
    if (end - start < QUIET_MILLISECONDS) return;
    start = end;
  }
}
