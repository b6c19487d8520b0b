import { describe, expect, it } from "vitest";
import { parseRedisUrl } from "./redis-url.js";

describe("the address of Redis", () => {
  it("names a host, and perhaps a port, credentials and a database", () => {
    expect(parseRedisUrl("redis://cache")).toEqual({
      seeds: [{ host: "cache", port: 6379 }],
      tls: false,
      database: 0,
    });
    expect(parseRedisUrl("rediss://user:p%40ss@[::1]:7000/3")).toEqual({
      seeds: [{ host: "::1", port: 7000 }],
      tls: true,
      username: "user",
      password: "p@ss",
      database: 3,
    });
  });

  it("names several nodes of a cluster, with or without the scheme", () => {
    const seeds = [
      { host: "a", port: 1 },
      { host: "b", port: 6379 },
      { host: "c", port: 3 },
    ];
    const place = parseRedisUrl("rediss://:secret@a:1, b, redis://c:3");
    expect(place).toEqual({ seeds, tls: true, password: "secret", database: 0 });
  });

  it.each([
    "",
    "http://a",
    "redis://",
    "redis://:hunter2@a:99999",
    "redis://:hunter2@a/x",
    "redis://:hunter2%@a",
    "redis://:hunter2@a,b:x",
    "redis://user:12#hunter2@a",
    "redis://user:12?hunter2@a",
    "redis://:hunter2@a?ssl=true",
    "redis://user:12,hunter2@a",
    "redis://:hunter2,3@a",
    "redis://us,er:hunter2@a",
  ])("%j is refused with a line that keeps the password to itself", (url) => {
    expect(() => parseRedisUrl(url)).toThrow(/^must be redis:\/\/(?!.*hunter2).*$/);
  });
});
