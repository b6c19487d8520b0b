import { spawn } from "node:child_process";
import { access, mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import { freePorts } from "../packages/enforcer/src/testing/ports.js";
import { ROOT } from "./support/paths.js";
import { answers, type Running, run } from "./support/processes.js";

/** `npm start` as a newcomer types it, with a data directory and ports of its own. */
async function settings(directory: string): Promise<Record<string, string>> {
  const names = [
    "PORT",
    "GATEWAY_PORT",
    "GATEWAY_NGINX_PORT",
    "GATEWAY_FORWARD_AUTH_PORT",
    "GATEWAY_ENVOY_PORT",
    "GATEWAY_DECISION_PORT",
    "DEMO_UPSTREAM_PORT",
    "OPS_PORT",
    "GATEWAY_OPS_PORT",
  ];
  const ports = await freePorts(names.length);
  return {
    DATA_DIR: join(directory, "data"),
    ...Object.fromEntries(names.map((name, index) => [name, String(ports[index])])),
  };
}

const npmStart = (env: Record<string, string>) => run("npm", ["start", "--silent"], env, ROOT);

async function everythingAnswers(env: Record<string, string>, running: Running): Promise<void> {
  await answers(`http://127.0.0.1:${env.OPS_PORT}/readyz`, running);
  await answers(`http://127.0.0.1:${env.GATEWAY_OPS_PORT}/readyz`, running);
  await answers(`http://127.0.0.1:${env.DEMO_UPSTREAM_PORT}/`, running);
}

let directory: string;
test.beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "latchkey-start-"));
});
test.afterEach(() => rm(directory, { recursive: true, force: true }));

test("the first start leaves what is needed to begin, readable by its owner only; the second is up within 5 s", {
  tag: "@time",
}, async () => {
  const env = await settings(directory);
  const first = npmStart(env);
  await everythingAnswers(env, first);
  const file = join(directory, "data", "first-start.txt");
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const text = await readFile(file, "utf8");
  const [, pair] = /curl -u '?([^ ']+)'? /.exec(text) ?? [];
  expect(text).toContain("owner@example.com");
  expect(text).toContain("operator@example.com");
  const authorization = `Basic ${Buffer.from(pair ?? "").toString("base64")}`;
  const called = await fetch(`http://127.0.0.1:${env.GATEWAY_PORT}/v1/Accounts/demo/Calls`, {
    headers: { authorization },
  });
  expect(called.status).toBe(200);
  expect(first.output()).toContain(file);
  expect(first.output()).not.toContain((pair ?? "").split(":")[1] ?? "nothing");
  expect(await first.stop()).toBe(0);

  const begin = performance.now();
  const second = npmStart(env);
  await everythingAnswers(env, second);
  const milliseconds = performance.now() - begin;
  console.log(`second start: everything answered after ${Math.round(milliseconds)} ms`);
  expect(await second.stop()).toBe(0);
  expect(milliseconds).toBeLessThan(5_000);
});

test("Ctrl-C ends every process, and the database opens cleanly afterwards", async () => {
  const env = await settings(directory);
  const child = spawn("npm", ["start", "--silent"], {
    cwd: ROOT,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    stdio: "ignore",
    detached: true,
  });
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  const running = { child, ended: ended.then(() => null), output: () => "", stop: async () => null };
  await everythingAnswers(env, running);
  process.kill(-(child.pid ?? 0), "SIGINT");
  await ended;
  await expect(async () => {
    expect(() => process.kill(-(child.pid ?? 0), 0)).toThrow();
  }).toPass({ timeout: 10_000 });
  for (const port of [env.PORT, env.GATEWAY_PORT, env.DEMO_UPSTREAM_PORT]) {
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
  }
  const log = await stat(join(directory, "data", "latchkey.sqlite-wal")).catch(() => ({ size: 0 }));
  expect(log.size).toBe(0);
  const again = npmStart(env);
  await everythingAnswers(env, again);
  expect(await again.stop()).toBe(0);
});

test.describe("what can't be used ends the start with one line that names it", () => {
  async function refuses(env: Record<string, string>, line: RegExp): Promise<void> {
    const running = npmStart(env);
    const code = await running.ended;
    expect(code).not.toBe(0);
    const lines = running.output().split("\n");
    expect(lines.filter((text) => line.test(text))).toHaveLength(1);
    expect(running.output()).not.toMatch(/^\s+at .+:\d+:\d+/m);
  }

  test("a DATABASE_URL that is none", async () => {
    const env = { ...(await settings(directory)), DATABASE_URL: "postgres://nobody@nowhere/none" };
    await refuses(env, /DATABASE_URL/);
    await expect(access(join(directory, "data", "latchkey.sqlite"))).rejects.toThrow();
  });

  test("a DATABASE_URL where nobody answers, without its password", async () => {
    const [port] = await freePorts(1);
    const env = {
      ...(await settings(directory)),
      DATABASE_URL: `mysql://root:hunter2@127.0.0.1:${port}/latchkey`,
    };
    const running = npmStart(env);
    expect(await running.ended).not.toBe(0);
    expect(running.output()).toMatch(/DATABASE_URL/);
    expect(running.output()).not.toContain("hunter2");
  });

  for (const name of ["PORT", "GATEWAY_PORT", "GATEWAY_OPS_PORT"]) {
    test(`${name} in use`, async () => {
      const env = await settings(directory);
      const taken = createServer();
      await new Promise<void>((resolve) => taken.listen(Number(env[name]), "127.0.0.1", resolve));
      try {
        await refuses(env, new RegExp(`\\b${name}\\b.*${env[name]}`));
      } finally {
        await new Promise((resolve) => taken.close(resolve));
      }
    });
  }

  test("a DATA_DIR that can't be written", async () => {
    await writeFile(join(directory, "file"), "");
    await refuses({ ...(await settings(directory)), DATA_DIR: join(directory, "file", "data") }, /DATA_DIR/);
  });

  test("a catalogue with two operations for the same paths, naming both, and no account is made", async () => {
    const text = await readFile(join(ROOT, "catalogue/exotel.openapi.yaml"), "utf8");
    const broken = join(directory, "broken.openapi.yaml");
    await mkdir(directory, { recursive: true });
    const operation = (code: string, parameter: string) =>
      [
        `  /v9/accounts/{sid}/things/{${parameter}}:`,
        "    get:",
        `      operationId: ${code}`,
        "      tags: [sms]",
        "      summary: One of two",
        "      parameters:",
        "        - { name: sid, in: path, required: true, schema: { type: string } }",
        `        - { name: ${parameter}, in: path, required: true, schema: { type: string } }`,
        "      responses: { default: { description: Any } }",
        "",
      ].join("\n");
    await writeFile(
      broken,
      text.replace(
        /^paths:\n/m,
        `paths:\n${operation("sms.thing.one", "a")}${operation("sms.thing.two", "b")}`,
      ),
    );
    const env = { ...(await settings(directory)), CATALOGUE: broken };
    await refuses(env, /sms\.thing\.(one|two).*sms\.thing\.(one|two)/);
    await expect(access(join(directory, "data", "first-start.txt"))).rejects.toThrow();
  });
});
