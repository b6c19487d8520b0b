import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MariaDb } from "./support/mariadb.js";
import { type ServerProcess, startServer } from "./support/server.js";

const SECOND = 1_000;
/** A wait for a connection, then one for its answer; and a busy machine. */
const KNOWN = 15 * SECOND;
/** By then the connections that there were have been given up. */
const LONG = 10 * SECOND;

let mariadb: MariaDb;
let server: ServerProcess;
let leaving: ServerProcess;

beforeAll(async () => {
  mariadb = await MariaDb.start();
  server = await startServer({ databaseUrl: await mariadb.plainUrl() });
  leaving = await startServer({ databaseUrl: await mariadb.plainUrl() });
});
afterAll(async () => {
  await Promise.all([server?.stop(), leaving?.stop()]);
  await mariadb?.close();
});

const readiness = async () => (await fetch(`http://127.0.0.1:${server.ports.opsPort}/readyz`)).status;
const signIn = (password: string) =>
  fetch(`http://localhost:${server.ports.port}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Origin: `http://localhost:${server.ports.port}` },
    body: JSON.stringify({ email: "owner@example.com", password }),
  });
const keys = async (): Promise<string[]> => {
  const { account } = await server.owner.query(
    '{ account(sid: "demo") { apiKeys(first: 100) { nodes { name } } } }',
  );
  return account.apiKeys.nodes.map(({ name }: { name: string }) => name);
};
/** What a request was refused with. */
const refusal = (work: Promise<unknown>) =>
  work.then(
    () => ({ status: 200 }),
    (error) => {
      const [{ message, extensions }] = JSON.parse(error.message);
      return { status: error.status, message, ...extensions };
    },
  );
/** What is said of a database in trouble. */
const unavailable = (trouble: string) =>
  expect.objectContaining({ status: 503, code: "INTERNAL_SERVER_ERROR", trouble });

describe("a database that is connected and silent", () => {
  test("keeps nobody waiting: each request is told what it is, and nothing of it is done later", async () => {
    await mariadb.freeze();
    const from = performance.now();
    const names = Array.from({ length: 40 }, (_, at) => `silent ${at}`);
    const [signedIn, read, ready, ...made] = await Promise.all([
      signIn("correct horse battery"),
      refusal(keys()),
      readiness(),
      ...names.map((name) => refusal(server.owner.makeKey(name))),
    ]);
    expect(performance.now() - from).toBeLessThan(KNOWN);
    expect(signedIn.status).toBe(503);
    expect(ready).toBe(503);
    for (const answer of [read, ...made]) {
      expect(answer).toEqual(unavailable("SILENT"));
      // Who asks is looked up first.
      expect(answer.message).toBe("The database does not answer. Nothing was done; try again later.");
    }

    await mariadb.thaw();
    await sleep(SECOND);
    expect(await keys()).toEqual(expect.not.arrayContaining(names));
    await server.owner.makeKey("after the silence");
    expect(await keys()).toContain("after the silence");
    expect(server.running.output()).not.toContain("unexpected error");
  });
});

describe("a database that has been silent for long", () => {
  test("lets a server end, which is trying to connect", async () => {
    await mariadb.freeze();
    await sleep(LONG);
    const from = performance.now();
    expect(await leaving.running.stop()).toBe(0);
    expect(performance.now() - from).toBeLessThan(KNOWN + SECOND);
    await mariadb.thaw();
  });
});

describe("a database that takes no writes", () => {
  test("is still read, so that the server stays ready; changes are refused, and told why, until it takes them again", async () => {
    await mariadb.run("SET GLOBAL read_only = 1");
    expect(await refusal(server.owner.makeKey("read only"))).toEqual(unavailable("READ_ONLY"));
    expect(await keys()).not.toContain("read only");
    expect(await readiness()).toBe(200);
    await expect(startServer({ databaseUrl: await mariadb.plainUrl() })).rejects.toThrow(
      /^DATABASE_URL: mysql:\S+ can't be used now: it takes no changes\.\n$/m,
    );
    await mariadb.run("SET GLOBAL read_only = 0");
    await server.owner.makeKey("writable again");
    expect(await keys()).toContain("writable again");
  });
});
