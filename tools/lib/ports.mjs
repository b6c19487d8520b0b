import { createServer } from "node:net";
import { Failure } from "./failure.mjs";

/**
 * The port in a variable of the environment; `fallback` when that is empty or not set.
 * @throws {Failure} when it is not a whole number from 1 to 65535
 */
export function portFrom(env, variable, fallback) {
  const text = env[variable] || String(fallback);
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65_535)
    throw new Failure(`${variable} must be a port from 1 to 65535, not "${text}".`);
  return port;
}

/**
 * Makes sure that every port is free and can be listened on.
 * @param {{ variable: string, host: string, port: number }[]} wanted
 * @throws {Failure} one line that names each variable and port that can't be used
 */
export async function requireFree(wanted) {
  const doubled = wanted.find(
    ({ port }, index) => wanted.findIndex((other) => other.port === port) !== index,
  );
  if (doubled)
    throw new Failure(`${doubled.variable} ${doubled.port} is also another listener's port: change one.`);
  const problems = (
    await Promise.all(wanted.map(async (one) => ({ ...one, code: await tryPort(one) })))
  ).filter(({ code }) => code);
  if (problems.length === 0) return;
  const names = problems.map(({ variable, port }) => `${variable} ${port}`).join(", ");
  throw new Failure(advice(names, problems[0]));
}

function advice(names, { code, host }) {
  if (code === "EADDRINUSE") {
    return `In use on ${host}: ${names}. Stop what listens there, or set ${names.includes(",") ? "other ports" : "another port"} in the environment.`;
  }
  if (code === "EACCES") return `Not allowed to listen on ${names}: set a port above 1023.`;
  return `Cannot listen on ${host} for ${names} (${code}): set HOST or OPS_HOST to an address of this machine.`;
}

/** Listens for a moment. Gives the error's code, or null when that succeeded. */
function tryPort({ host, port }) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error) => resolve(error.code));
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(null)));
  });
}

/** A loopback port that is free now. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
