import { createSocket, type Socket } from "node:dgram";
import { createServer } from "node:net";

/** Below the ports that the system gives to outgoing connections, which so can't take one before it is used. */
const FIRST = 20_000;
const LENGTH = 12_000;

/** Kept until this process ends. */
const reservations: Socket[] = [];

/**
 * `count` ports that are free now. No port is given twice, not even by other processes that run tests: it may look free while something is
 * being started or restarted there.
 */
export async function freePorts(count: number): Promise<number[]> {
  const ports: number[] = [];
  while (ports.length < count) {
    const port = FIRST + Math.floor(Math.random() * LENGTH);
    if ((await reserve(port)) && (await isFree(port))) ports.push(port);
  }
  return ports;
}

/** Takes the UDP port of this number, which nobody else wants, as a sign to other processes. False when it is taken already. */
function reserve(port: number): Promise<boolean> {
  const socket = createSocket("udp4").unref();
  return new Promise((resolve) => {
    socket.once("error", () => resolve(false));
    socket.bind({ port, address: "127.0.0.1", exclusive: true }, () => {
      reservations.push(socket);
      resolve(true);
    });
  });
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
