import { type AddressRanges, compileRanges } from "@latchkey/enforcement";
import Fastify from "fastify";
import { expect, it } from "vitest";
import { createLog } from "../log.js";
import { keyDoor } from "./key-door.js";

it("answers 503 while keys can't be judged, without a word on why", async () => {
  const app = Fastify();
  const { admit: onRequest } = keyDoor({
    enforcer: { admit: () => Promise.reject(new Error("s3cr3t")), close: async () => {} },
    trustedProxies: compileRanges([]) as AddressRanges,
    supportEmail: null,
    log: createLog("silent"),
  });
  app.post("/graphql", { onRequest }, async () => "reached");
  const headers = { authorization: "Basic eDp5" };
  const answer = await app.inject({ method: "POST", url: "/graphql", headers });
  expect(answer.statusCode).toBe(503);
  expect(answer.json().errors[0].extensions.code).toBe("INTERNAL_SERVER_ERROR");
  expect(answer.body).not.toContain("s3cr3t");
  expect((await app.inject({ method: "POST", url: "/graphql" })).body).toBe("reached");
});
