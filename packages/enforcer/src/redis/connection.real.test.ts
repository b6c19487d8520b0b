import { once } from "node:events";
import { type AddressInfo, connect as connectSocket, createServer } from "node:net";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { RedisServer, startRedisCluster } from "../testing/redis-server.js";
import { connectRedis, type RedisConnection } from "./connection.js";
import { script } from "./script.js";

const ADD = script("return redis.call('INCRBY', KEYS[1], ARGV[1])");
const SOON = { timeout: 5_000, interval: 10 };

let lines: string[];
let open: RedisConnection[];
const logger = {
  info: (fields: object, message: string) => void lines.push(`${message} ${JSON.stringify(fields)}`),
  warn: (fields: object, message: string) => void lines.push(`${message} ${JSON.stringify(fields)}`),
  error: (fields: object, message: string) => void lines.push(`${message} ${JSON.stringify(fields)}`),
};
const connect = (url: string) => {
  const connection = connectRedis(url, logger);
  open.push(connection);
  return connection;
};
const isUp = (connection: RedisConnection) => vi.waitFor(() => expect(connection.isUp).toBe(true), SOON);

beforeEach(() => {
  lines = [];
  open = [];
});
afterEach(() => {
  for (const connection of open) connection.close();
});

describe("a single Redis", () => {
  it("runs scripts, also after they were flushed, and refuses at once when it is gone", async () => {
    const server = await RedisServer.start();
    try {
      const redis = connect(server.url);
      await expect(redis.run(ADD, ["n"], ["1"])).rejects.toThrow("not connected");
      await isUp(redis);
      expect(await redis.run(ADD, ["n"], ["1"])).toBe(1);
      await server.command("script", "flush");
      expect(await redis.run(ADD, ["n"], ["1"])).toBe(2);
      await server.kill();
      await vi.waitFor(() => expect(redis.isUp).toBe(false), SOON);
      await expect(redis.run(ADD, ["n"], ["1"])).rejects.toThrow("not connected");
      await server.start();
      await isUp(redis);
      expect(await redis.run(ADD, ["n"], ["5"])).toBe(5);
    } finally {
      await server.close();
    }
  });

  it("that becomes a replica is left for the one that takes writes, at the same name or another that is listed", async () => {
    const first = await RedisServer.start();
    const second = await RedisServer.start("--replicaof", "127.0.0.1", String(first.port));
    try {
      const listed = [second.url, first.url];
      const redis = connect(`redis://${listed.map((url) => new URL(url).host).join(",")}`);
      await isUp(redis);
      expect(await redis.run(ADD, ["n"], ["1"])).toBe(1);
      await vi.waitFor(async () => expect(await second.command("get", "n")).toBe("1"), SOON);

      await second.command("replicaof", "no", "one");
      await first.command("replicaof", "127.0.0.1", String(second.port));
      await expect(redis.run(ADD, ["n"], ["1"])).rejects.toThrow("READONLY");
      expect(redis.isUp).toBe(false);
      await isUp(redis);
      expect(await redis.run(ADD, ["n"], ["1"])).toBe(2);
      expect(await second.command("get", "n")).toBe("2");
    } finally {
      await Promise.all([first.close(), second.close()]);
    }
  });

  it("carries what is published to all who have subscribed, again after a reconnection", async () => {
    const server = await RedisServer.start();
    try {
      const [speaker, hearer] = [connect(server.url), connect(server.url)];
      const heard: string[] = [];
      hearer.subscribe("hints", (message) => heard.push(message));
      await Promise.all([isUp(speaker), isUp(hearer)]);
      await speaker.publish("hints", "1");
      await vi.waitFor(() => expect(heard).toEqual(["1"]), SOON);
      await server.kill();
      await server.start();
      await vi.waitFor(async () => {
        await speaker.publish("hints", "2");
        expect(heard).toContain("2");
      }, SOON);
    } finally {
      await server.close();
    }
  });

  it("whose password was changed says so, and not only that it has closed the connection", async () => {
    const server = await RedisServer.start();
    try {
      await server.command("acl", "setuser", "gateway", "on", ">first", "~*", "&*", "+@all");
      const redis = connect(server.url.replace("//", "//gateway:first@"));
      await isUp(redis);
      await server.command("acl", "setuser", "gateway", "resetpass", ">second");
      await server.command("client", "kill", "user", "gateway");
      await vi.waitFor(() => expect(lines.join("\n")).toMatch(/not connected.*WRONGPASS/), SOON);
      expect(lines).toHaveLength(3);
      expect(lines.join("\n")).not.toContain("first");
    } finally {
      await server.close();
    }
  });

  it("is told of once when it goes and once when it comes, without the password", async () => {
    const server = await RedisServer.start("--requirepass", "hunter2");
    try {
      const wrong = connect(server.url.replace("//", "//:wrong-hunter2@"));
      const redis = connect(server.url.replace("//", "//:hunter2@"));
      await isUp(redis);
      expect(wrong.isUp).toBe(false);
      await server.kill();
      await vi.waitFor(() => expect(redis.isUp).toBe(false), SOON);
      await new Promise((resolve) => setTimeout(resolve, 500));
      await server.start();
      await isUp(redis);
      expect(lines.filter((line) => line.includes("trying"))).toHaveLength(2);
      expect(lines.filter((line) => line.includes("is connected"))).toHaveLength(2);
      expect(lines.join()).not.toContain("hunter2");
    } finally {
      await server.close();
    }
  });

  it.each([
    ["volatile-lru", "100mb", 1],
    ["allkeys-lru", "0", 0],
    ["noeviction", "100mb", 0],
  ])("whose policy is %s, with maxmemory %s, is warned of %i times", async (policy, most, times) => {
    const server = await RedisServer.start("--maxmemory", most, "--maxmemory-policy", policy);
    try {
      await isUp(connect(server.url));
      const warnings = lines.filter((line) => line.includes("set maxmemory-policy noeviction"));
      expect(warnings).toHaveLength(times);
      for (const line of warnings) expect(line).toContain(policy);
    } finally {
      await server.close();
    }
  });

  it("that is cut off without a word is given up and reached again", async () => {
    const server = await RedisServer.start();
    try {
      const redis = connect(server.url);
      await isUp(redis);
      server.pause();
      await vi.waitFor(() => expect(redis.isUp).toBe(false), { timeout: 8_000, interval: 20 });
      server.resume();
      await isUp(redis);
      expect(await redis.run(ADD, ["n"], ["1"])).toBe(1);
    } finally {
      await server.close();
    }
  });

  it("that falls silent while it is being connected to, is given up and reached again", async () => {
    const server = await RedisServer.start();
    let isFirst = true;
    const proxy = createServer((near) => {
      const far = connectSocket(server.port, "127.0.0.1");
      far.on("error", () => undefined).pipe(near.on("error", () => undefined));
      near.on("data", (bytes) => {
        if (isFirst && /SUBSCRIBE/i.test(String(bytes))) {
          isFirst = false;
          near.removeAllListeners("data").resume();
        } else far.write(bytes);
      });
    }).listen(0, "127.0.0.1");
    await once(proxy, "listening");
    try {
      const redis = connect(`redis://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
      redis.subscribe("hints", () => undefined);
      await isUp(redis);
    } finally {
      proxy.close();
      await server.close();
    }
  });
});

describe("a cluster", () => {
  it("is found out from any node, and scripts run where their keys are", async () => {
    const nodes = await startRedisCluster();
    try {
      const redis = connect(`redis://127.0.0.1:1,127.0.0.1:${nodes[1]?.port}`);
      await isUp(redis);
      expect(lines.join()).toContain('"isCluster":true');
      for (const tag of ["a", "b", "c", "d"]) {
        expect(await redis.run(ADD, [`{${tag}}n`, `{${tag}}m`], ["1"])).toBe(1);
      }
      const heard: string[] = [];
      const other = connect(nodes[2]?.url ?? "");
      other.subscribe("hints", (message) => heard.push(message));
      await isUp(other);
      await vi.waitFor(async () => {
        await redis.publish("hints", "now");
        expect(heard).toContain("now");
      }, SOON);
      await nodes[0]?.kill();
      await vi.waitFor(() => expect(redis.isUp).toBe(false), SOON);
    } finally {
      await Promise.all(nodes.map((node) => node.close()));
    }
  });
});
