import type { Server } from "node:http";
import { Server as Listening } from "node:net";

/** So long what is idle is kept: whoever keeps a connection may be sending a request just now, which nobody may send again if it is a POST. */
const IDLE_MILLISECONDS = 1_000;
const LONGEST_MILLISECONDS = 10_000;
const LOOK_MILLISECONDS = 50;
const QUIET_MILLISECONDS = 0.1;
const MOST_TURNS = 200;

/**
 * Ends HTTP servers without losing a request: stops accepting at once, lets requests end that have begun, ten seconds at most, and closes
 * what has been idle for a second. Each answer must close its connection meanwhile, which is whoever answers' own work: `listening` is false
 * from now on. Resolves when no connection is left.
 */
export async function closeServers(servers: readonly Server[]): Promise<void> {
  await quietTurn();
  // An HTTP server's own `close` would close what is idle now.
  const closed = servers.map(
    (server) => new Promise((resolve) => Listening.prototype.close.call(server, resolve)),
  );
  const look = () => {
    for (const server of servers) server.closeIdleConnections();
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
