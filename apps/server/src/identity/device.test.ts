import Bowser from "bowser";
import { expect, it, vi } from "vitest";
import { deviceOf } from "./device.js";

const WEBKIT = "AppleWebKit/537.36 (KHTML, like Gecko)";
const CHROME = `${WEBKIT} Chrome/141.0.0.0`;

it.each([
  ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on Linux"],
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} Safari/537.36`, "Chrome on Windows"],
  [
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${CHROME} Safari/537.36 Edg/141.0.0.0`,
    "Microsoft Edge on Windows",
  ],
  [
    `Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${WEBKIT} Version/18.5 Safari/605.1.15`,
    "Safari on macOS",
  ],
  [
    `Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) ${WEBKIT} Version/18.5 Mobile/15E148 Safari/604.1`,
    "Safari on iOS",
  ],
  [`Mozilla/5.0 (Linux; Android 10; K) ${CHROME} Mobile Safari/537.36`, "Chrome on Android"],
  ["curl/8.5.0", "curl"],
  ["node", "node"],
  ["Something else (Linux)", "Something on Linux"],
  ["Mozilla/5.0", null],
  ["Your bank/1.0 (Windows NT 10.0)", "Your on Windows"],
  ["Sign in at <example.com>/1.0 (Linux)", "Sign on Linux"],
  [`${"x".repeat(480)}/1.0 (Linux)`, "Linux"],
  ["PostmanRuntime/7.1 (x)", "PostmanRuntime"],
  ["<img onerror=alert(1)>", null],
  [" ", null],
  ["", null],
  [null, null],
])("%s is %s", (userAgent, words) => {
  expect(deviceOf(userAgent)).toBe(words);
});

it("looks at the beginning of a long one alone", () => {
  expect(deviceOf(`${"a".repeat(16_000)} Firefox/140.0`)).toBeNull();
});

it("looks once at what it was asked for lately, and keeps only so much", () => {
  const parse = vi.spyOn(Bowser, "parse");
  for (const _ of [1, 2]) for (let at = 0; at < 100; at++) expect(deviceOf(`tool/${at}`)).toBe("tool");
  expect(parse).toHaveBeenCalledTimes(100);
  for (let at = 0; at < 200; at++) deviceOf(`other/${at}`);
  deviceOf("tool/0");
  expect(parse).toHaveBeenCalledTimes(301);
  parse.mockRestore();
});
