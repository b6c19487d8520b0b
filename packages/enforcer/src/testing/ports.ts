import { createServer } from "node:net";

/** Below the ports that the system gives to outgoing connections, which so can't take one before it is used. */
const FIRST = 20_000;
/** Workers of Vitest that run at the same time use different ranges, so that they can't take each other's ports before they are used. */
const RANGES = 12;
const LENGTH = 1_000;
const first = FIRST + (Number(process.env.VITEST_POOL_ID ?? 0) % RANGES) * LENGTH;

/** Ports that were given already. One of them may look free while something is being restarted there. */
const given = new Set<number>();

/** `count` ports that are free now, all different, and different from all that were given before. */
export async function freePorts(count: number): Promise<number[]> {
  const ports: number[] = [];
  while (ports.length < count) {
    if (given.size === LENGTH) given.clear();
    const port = first + Math.floor(Math.random() * LENGTH);
    if (given.has(port)) continue;
    given.add(port);
    if (await isFree(port)) ports.push(port);
  }
  return ports;
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
