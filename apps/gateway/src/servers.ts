import type { Server } from "node:http";

/**
 * Starts a server; port 0 takes any that is free.
 * @throws Error with one line that names the variable to change
 */
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
  EADDRINUSE: "is in use already: stop the other program, or set another port",
  EACCES: "may not be used without more rights: set one above 1023",
  EADDRNOTAVAIL: "is no address of this machine",
  ENOTFOUND: "is no address of this machine",
};
