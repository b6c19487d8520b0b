import "reflect-metadata";
import { EntityManager } from "typeorm";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { cookieOf, type Served, startServed } from "./testing/served.js";

let server: Served;
beforeAll(async () => {
  server = await startServed();
});
afterAll(() => server.close());

it("what the database refuses while somebody signs in is answered like any failure, and printed nowhere", async () => {
  const printed = vi.spyOn(console, "error");
  await server.rows("ALTER TABLE `session` RENAME TO `lost`");
  const answer = await server.signIn();
  await server.rows("ALTER TABLE `lost` RENAME TO `session`");
  expect(answer.status).toBe(500);
  expect(await answer.json()).toMatchObject({ message: "Internal Server Error" });
  expect(printed).not.toHaveBeenCalled();
  expect((await server.signIn()).status).toBe(200);
  printed.mockRestore();
});

it("what the database could not do while it was asked who asks is answered with the id of the request", async () => {
  const cookie = cookieOf(await server.signIn());
  const failing = vi.spyOn(EntityManager.prototype, "existsBy");
  for (const [code, status, more] of [
    ["ETIMEDOUT", 503, { trouble: "SILENT" }],
    ["UNFORESEEN", 500, {}],
  ] as const) {
    failing.mockRejectedValueOnce(Object.assign(new Error("secret"), { code }));
    const answer = await server.query(cookie, "{ viewer { isOperator } }");
    const requestId = answer.headers.get("x-request-id");
    expect([answer.status, await answer.json()]).toEqual([
      status,
      {
        errors: [
          { message: expect.any(String), extensions: { code: "INTERNAL_SERVER_ERROR", ...more, requestId } },
        ],
      },
    ]);
  }
  failing.mockRestore();
  expect((await server.query(cookie, "{ viewer { isOperator } }")).status).toBe(200);
});
