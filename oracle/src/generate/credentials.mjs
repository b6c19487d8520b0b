import { Buffer } from "node:buffer";
import fc from "fast-check";
import { checksum } from "../rules/token.mjs";
import { token } from "./secrets.mjs";

/** @import { World } from "./world.mjs" */

/** Near misses of a key. @type {((key: string, other: string) => string)[]} */
const KEYS = [
  (_key, other) => other,
  (key) => key.toUpperCase(),
  (key) => key.slice(0, -1),
  (key) => `${key}0`,
  () => "lk_00000000000000000000",
  () => "",
  () => "x".repeat(65),
  (key) => `${key} `,
  () => "__proto__",
  () => "ключ",
];

/** Near misses of a token. @type {((token: string, other: string) => string)[]} */
const TOKENS = [
  (_token, other) => other,
  (token) => token.replace(/.$/, (last) => (last === "0" ? "1" : "0")),
  (token) => swapped(token),
  (token) => recomputed(swapped(token)),
  () => token(999_999),
  (token) => token.slice(0, -1),
  (token) => `${token}0`,
  (token) => `${token}:`,
  (token) => `:${token}`,
  (token) => token.toLowerCase(),
  () => "",
  () => "z".repeat(64),
  (token) => `${token}\u0000`,
  (token) => `${token}é`,
];

/** What may stand before base64. */
const SCHEMES = [
  "basic ",
  "BASIC ",
  "bAsIc ",
  "Basic  ",
  "Basic     ",
  "Basic",
  "Basic\t",
  " Basic ",
  "Bearer ",
  "Basi ",
  "Basic:",
];

/** What may happen to base64. @type {((base64: string, pair: string) => string)[]} */
const DAMAGES = [
  (base64) => base64.replace(/=+$/, ""),
  (base64) => `${base64}=`,
  (base64) => `${base64}====`,
  (base64) => base64.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, ""),
  (base64) => `${base64} `,
  (base64) => `${base64.slice(0, 5)} ${base64.slice(5)}`,
  (base64) => `${base64.slice(0, 4)}\n${base64.slice(4)}`,
  (base64) => `${base64},${base64}`,
  (base64) => base64.replace(/[A-Za-z0-9+/](=+)$/, "B$1"),
  (base64) => base64.replace(/.$/, "%"),
  (_base64, pair) => Buffer.concat([Buffer.from(pair), Buffer.from([0xff])]).toString("base64"),
  (_base64, pair) => Buffer.concat([Buffer.from([0xc0, 0xae]), Buffer.from(pair)]).toString("base64"),
  (_base64, pair) => Buffer.from(`\ufeff${pair}`).toString("base64"),
  (_base64, pair) => Buffer.from(pair, "utf16le").toString("base64"),
  (_base64, pair) => Buffer.from(pair.replace(":", "\u007f:")).toString("base64"),
  (_base64, pair) => Buffer.from(pair.replace(":", "")).toString("base64"),
  (_base64, pair) => Buffer.from(`${pair}\r\n`).toString("base64"),
  (base64) => base64.padEnd(1018, "A"),
  (base64) => base64.padEnd(1024, "A"),
  () => "",
  (_base64, pair) => pair,
  (base64) => encodeURIComponent(base64),
];

/** @template T @param {number} right of a hundred @param {T[]} wrongs */
const orWrong = (right, wrongs) =>
  fc.oneof(
    { weight: right, arbitrary: fc.constant(null) },
    { weight: 100 - right, arbitrary: fc.constantFrom(...wrongs) },
  );

/** Mostly the credentials of a key, one of its tokens that works or worked; else something wrong about them. */
export const credentials = fc.record({
  isMissing: fc.nat(99).map((number) => number === 99),
  keyAt: fc.nat(7),
  otherAt: fc.nat(7),
  tokenAt: fc.nat(3),
  key: orWrong(97, KEYS),
  token: orWrong(95, TOKENS),
  scheme: orWrong(95, SCHEMES),
  damage: orWrong(96, DAMAGES),
});

/** @typedef {typeof credentials extends fc.Arbitrary<infer T> ? T : never} Credentials */

/**
 * The header's value, or null for none.
 *
 * @param {World} world
 * @param {Credentials} recipe
 */
export function spellCredentials({ texts }, recipe) {
  if (recipe.isMissing || texts.size === 0) return null;
  const keys = [...texts.keys()];
  const key = String(keys[recipe.keyAt % keys.length]);
  const other = String(keys[recipe.otherAt % keys.length]);
  const right = pick(texts.get(key), recipe.tokenAt);
  const pair = [
    recipe.key ? recipe.key(key, other) : key,
    recipe.token ? recipe.token(right, pick(texts.get(other), recipe.tokenAt)) : right,
  ].join(":");
  const base64 = Buffer.from(pair).toString("base64");
  return `${recipe.scheme ?? "Basic "}${recipe.damage ? recipe.damage(base64, pair) : base64}`;
}

/** @param {string[] | undefined} texts @param {number} at */
const pick = (texts = [], at) => String(texts[at % texts.length]);

/** Two different neighbours, the other way round. @param {string} token */
const swapped = (token) => token.replace(/(?<=^lkt_.*)(.)((?!\1).)/, "$2$1");

/** @param {string} token */
const recomputed = (token) => token.slice(0, 36) + checksum(token.slice(0, 36));
