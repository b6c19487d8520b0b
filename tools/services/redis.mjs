import { freePort } from "../lib/ports.mjs";
import { findProgram } from "./find.mjs";
import { greets, makeServerFolder, startServer } from "./private-server.mjs";

const isUp = (port) => greets(port, "PING\r\n", (bytes) => bytes.toString().startsWith("+PONG"));

/** Redis or Valkey, for `TEST_REDIS_URL`. */
export const redis = {
  name: "Redis or Valkey",
  variable: "TEST_REDIS_URL",
  packages: ["redis-server"],
  find: () => findProgram(["redis-server", "valkey-server"]),

  /** A private server on a free port that writes nothing to disk. */
  async start(program) {
    const folder = makeServerFolder("redis");
    const port = await freePort();
    const flags = [
      "--port",
      String(port),
      "--bind",
      "127.0.0.1",
      "--dir",
      folder,
      "--save",
      "",
      "--appendonly",
      "no",
    ];
    const stop = await startServer({
      name: "Redis",
      folder,
      command: [program, ...flags],
      isUp: () => isUp(port),
    });
    return { value: `redis://127.0.0.1:${port}`, stop };
  },

  /** The same in a container. */
  docker: (port) => ({
    value: `redis://127.0.0.1:${port}`,
    image: "redis:7",
    port: 6379,
    env: {},
    setUp: null,
    isUp: () => isUp(port),
  }),
};
