import "reflect-metadata";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { type Served, startServed } from "./testing/served.js";

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
