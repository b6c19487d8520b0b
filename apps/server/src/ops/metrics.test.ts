import { askedByMonitoring, notExposed } from "@latchkey/enforcer/testing";
import Fastify from "fastify";
import { expect, it } from "vitest";
import { createMetrics } from "./metrics.js";

it("has what alerts and dashboard ask for, with its labels", async () => {
  const { registry, observe } = createMetrics(async () => true);
  const app = Fastify();
  observe(app);
  app.get("/", async () => "hello");
  await app.inject("/");
  const asked = askedByMonitoring().filter(({ name }) => /^(latchkey_server|process|nodejs)_/.test(name));
  expect(asked.length).toBeGreaterThan(6);
  expect(notExposed(asked, await registry.metrics())).toEqual([]);
});

it("has its answers to questions and its failures from 0 on, before anybody has asked", async () => {
  const counts = (await createMetrics(async () => true).registry.metrics()).match(
    /^latchkey_server_request_seconds_count.*$/gm,
  );
  expect(counts).toEqual([
    'latchkey_server_request_seconds_count{method="POST",route="/graphql",status="200"} 0',
    'latchkey_server_request_seconds_count{method="POST",route="/graphql",status="500"} 0',
    'latchkey_server_request_seconds_count{method="POST",route="/graphql",status="503"} 0',
  ]);
});

it("says whether the server is ready, by what holds when it is asked", async () => {
  let ready = false;
  const { registry } = createMetrics(async () => ready);
  const said = () => registry.getSingleMetricAsString("latchkey_server_ready");
  expect(await said()).toMatch(/^latchkey_server_ready 0$/m);
  ready = true;
  expect(await said()).toMatch(/^latchkey_server_ready 1$/m);
});
