import type { Server } from "node:http";

const LONGEST_MILLISECONDS = 10_000;

/** @throws Error with one line that names the variable to change. */
export function listen(
  server: Server,
  host: string,
  port: number,
  hostVariable: string,
  portVariable: string,
): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const isHost = error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND";
      const problem = PROBLEMS[error.code ?? ""] ?? error.code ?? error.message;
      reject(
        new Error(isHost ? `${hostVariable}: ${host} ${problem}` : `${portVariable}: ${port} ${problem}`),
      );
    });
    server.listen(port, host, () => resolve(server));
  });
}

const PROBLEMS: Record<string, string> = {
  EADDRINUSE: "is in use already",
  EACCES: "may not be used without more rights",
  EADDRNOTAVAIL: "is no address of this machine",
  ENOTFOUND: "is no address of this machine",
};

/** Stops accepting, lets requests end that have begun, ten seconds at most, and closes what is idle. */
export async function closeServers(servers: readonly Server[]): Promise<void> {
  const idle = setInterval(() => {
    for (const server of servers) server.closeIdleConnections();
  }, 50);
  const force = setTimeout(() => {
    for (const server of servers) server.closeAllConnections();
  }, LONGEST_MILLISECONDS);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  clearInterval(idle);
  clearTimeout(force);
}
