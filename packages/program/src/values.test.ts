import { resolve } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { differentPorts, host, origin, path, port, wholeNumber } from "./values.js";

const accepts = (form: z.ZodType) => (text: string) => form.safeParse(text).success;

test("a port is digits alone, from 1 to 65535, and 0 only where any will do", () => {
  const texts = ["1", "65535", "0", "65536", "80.5", "-1", "0x10", "4e3", " 80", "http"];
  const taken = (form: z.ZodType) => texts.filter(accepts(form));
  expect(taken(port(4000))).toEqual(["1", "65535"]);
  expect(taken(port(4000, { orAny: true }))).toEqual(["1", "65535", "0"]);
  expect(port(4000).parse(undefined)).toBe(4000);
});

test("a host is a name or an address, and nothing of a URL around it", () => {
  const hosts = ["localhost", "keys.example.com", "127.0.0.1", "::1", "fe80::1%eth0", " 0.0.0.0 "];
  const others = [
    "",
    "localhost:80",
    "[::1]",
    "http://localhost",
    "a b",
    "user@host",
    "host/",
    "ho\nst",
    "host\0",
    "a\\b",
    "::x",
  ];
  expect([...hosts, ...others].filter(accepts(host))).toEqual(hosts);
});

test("a whole number has its bounds", () => {
  expect(["0", "1", "3600", "3601", "1.5", "1e2"].filter(accepts(wholeNumber(1, 3_600, "seconds")))).toEqual([
    "1",
    "3600",
  ]);
});

test("an origin is scheme, host and port, with a slash at its end or without", () => {
  const read = origin.parse("https://keys.example.com/");
  expect(read.origin).toBe("https://keys.example.com");
  const others = [
    "keys.example.com",
    "localhost:4105",
    "ftp://example.com",
    "https://example.com/latchkey",
    "https://example.com?a",
    "https://example.com#a",
    "https://user@example.com",
    "https://:password@example.com",
  ];
  expect(others.filter(accepts(origin))).toEqual([]);
});

test("a path is taken from where the program was started", () => {
  expect(path("./data").parse(undefined)).toBe(resolve("data"));
  expect(path("./data").parse("/srv/latchkey")).toBe("/srv/latchkey");
});

test("ports that must differ may be 0 all the same, which is any that is free", () => {
  const ports = z.object({ A: port(1, { orAny: true }), B: port(2, { orAny: true }), C: port(3) });
  const form = ports.superRefine(differentPorts("A", "B", "C"));
  const problem = (environment: object) => form.safeParse(environment).error?.issues[0];
  expect(problem({})).toBeUndefined();
  expect(problem({ A: "0", B: "0" })).toBeUndefined();
  expect(problem({ A: "3" })).toMatchObject({ path: ["C"], message: "must be another port than A" });
});
