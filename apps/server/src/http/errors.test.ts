import { once } from "node:events";
import { connect } from "node:net";
import fastify from "fastify";
import Sqlite from "libsql";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { errorAnswer } from "./errors.js";

const log = { error: vi.fn() };
let app: ReturnType<typeof fastify>;
let port: number;

beforeEach(async () => {
  log.error.mockClear();
  app = fastify();
  app.setErrorHandler(errorAnswer(log as never, (message) => ({ message })));
  app.post("/", async () => {
    throw Object.assign(new Error("secret"), { code: "ECONNRESET" });
  });
  app.post("/caused", async () => {
    throw new Error("secret", { cause: Object.assign(new Error("secret"), { code: "EMFILE" }) });
  });
  app.post("/not-opened", async () => {
    new Sqlite("/no such folder/latchkey.sqlite");
  });
  await app.listen({ host: "127.0.0.1", port: 0 });
  port = app.addresses()[0]?.port ?? 0;
});
afterEach(() => app.close());

const HEAD = "POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n";

test.each(["resetAndDestroy", "destroy"] as const)(
  "a caller who hangs up before the end of the body (%s) is nothing to report",
  async (hangUp) => {
    const arrived = once(app.server, "request");
    const socket = connect(port, "127.0.0.1");
    socket.write(`${HEAD}{"a`);
    const [request] = await arrived;
    const closed = new Promise((resolve) => request.once("close", resolve));
    socket[hangUp]();
    await closed;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(log.error).not.toHaveBeenCalled();
  },
);

test.each([
  ["/", "ECONNRESET"],
  ["/caused", "EMFILE"],
  ["/not-opened", "SQLITE_CANTOPEN"],
])(
  "a database that can't be reached (%s) is reported by its code %s, and nothing of the error is answered",
  async (url, problem) => {
    const { statusCode, body } = await app.inject({ method: "POST", url, payload: {} });
    expect([statusCode, body]).toEqual([503, '{"message":"Service Unavailable"}']);
    expect(log.error).toHaveBeenCalledExactlyOnceWith(
      expect.objectContaining({ problem }),
      "the database could not do it",
    );
  },
);
