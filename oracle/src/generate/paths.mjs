import fc from "fast-check";
import { OPERATIONS } from "./catalogue.mjs";
import { SIDS } from "./world.mjs";

/** Values of parameters, right and wrong ones. */
const VALUES = [
  "123",
  "a",
  "active",
  "recent",
  "connect",
  "csv-upload",
  "contacts",
  "Calls",
  "all",
  "demo",
  "x.json",
  ".json",
  "..json",
  "...json",
  "x.JSON",
  "x.json.json",
  "a:b@c",
  "a+b,c=d",
  "!$&'()*",
  "~-_.",
  "...",
  ".a",
  "%41",
  "%7e",
  "%7E",
  "%2D%5f",
  "caf%C3%A9",
  "%E2%82%AC",
  "%F0%9F%98%80",
  "%20",
  "%3A%40",
  "%C2%80",
  "%EF%BF%BD",
  "%c3%a9",
  "%6aso%6e",
  "x%2Ejson",
  "x.jso%6E",
  "x.json%20",
  "%61ctive",
  "",
  ".",
  "..",
  "a;b",
  ";",
  "%2e",
  "%2E%2e",
  "%2F",
  "%2f",
  "%5C",
  "%5c",
  "%00",
  "%0a",
  "%1F",
  "%7F",
  "%3B",
  "%25",
  "%2541",
  "%23",
  "%3F",
  "%",
  "%4",
  "%zz",
  "%4g",
  "%C3",
  "%C3A",
  "%C0%AE",
  "%ED%A0%80",
  "%F5%80%80%80",
  "%80",
  "%E2%82",
  "\\",
  "a b",
  "é",
  "<",
  '"',
  "[",
  "^",
  "`",
  "{sid}",
  "|",
  "a#b",
];

/** Edits of a whole path. @type {((path: string, at: number) => string)[]} */
const EDITS = [
  (path) => `${path}?a=b`,
  (path) => `${path}?/../x;%2F#`,
  (path) => `${path}??`,
  (path) => `${path}.json`,
  (path) => `${path}.json?x`,
  (path) => `${path}.JSON`,
  (path) => `${path}.json.json`,
  (path) => `${path}/`,
  (path) => `/${path}`,
  (path) => path.slice(1),
  (path) => `${path}#x`,
  (path) => `http://localhost${path}`,
  (path, at) => replaceSlash(path, at, "//"),
  (path, at) => replaceSlash(path, at, "/./"),
  (path, at) => replaceSlash(path, at, "/x/../"),
  (path, at) => replaceSlash(path, at, "/%2e%2e/"),
  (path, at) => replaceSlash(path, at, "%2F"),
  (path, at) => replaceSlash(path, at, "\\"),
  (path, at) => replaceSlash(path, at, ";a=b/"),
  (path, at) => replaceSlash(path, at, "/extra/"),
  (path, at) => replaceSlash(path, at, ""),
  (path, at) => edit(path, at, (character) => `%${hex(character)}`),
  (path, at) => edit(path, at, (character) => `%${hex(character).toUpperCase()}`),
  (path, at) => edit(path, at, (character) => `%25${hex(character)}`),
  (path, at) => edit(path, at, swapCase),
  (path, at) => edit(path, at, swapCase),
  (path, at) => edit(path, at, () => ""),
  (path, at) => edit(path, at, (character) => `${character}\u0000`),
  (path, at) => edit(path, at, (character) => character + String.fromCharCode(0x20 + (at % 0xe0))),
  (path, at) => edit(path, at, (character) => `${character}%${(at % 256).toString(16).padStart(2, "0")}`),
  (path, at) => path.slice(0, at % (path.length + 1)),
  () => "",
  () => "*",
  () => "/",
];

const METHODS = [
  "GET",
  "HEAD",
  "POST",
  "PUT",
  "DELETE",
  "PATCH",
  "OPTIONS",
  "get",
  "Get",
  "post",
  "TRACE",
  "PROPFIND",
  "GETS",
  "",
];

/** Mostly the path of an operation in the caller's account; sometimes with something odd about it. */
export const target = fc.record({
  operation: fc.constantFrom(...OPERATIONS),
  sid: fc.oneof(
    { weight: 9, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constantFrom(...SIDS, "DEMO", "de%6Do", "other", "demo.json") },
  ),
  values: fc.array(
    fc.oneof(
      { weight: 3, arbitrary: fc.constant("17") },
      { weight: 1, arbitrary: fc.constantFrom(...VALUES) },
    ),
    { minLength: 2, maxLength: 2 },
  ),
  edits: fc.oneof(
    { weight: 7, arbitrary: fc.constant(/** @type {[(typeof EDITS)[number], number][]} */ ([])) },
    {
      weight: 3,
      arbitrary: fc.array(fc.tuple(fc.constantFrom(...EDITS), fc.nat(400)), { minLength: 1, maxLength: 2 }),
    },
  ),
  method: fc.oneof(
    { weight: 9, arbitrary: fc.constant(null) },
    { weight: 1, arbitrary: fc.constantFrom(...METHODS) },
  ),
  isHead: fc.nat(9).map((number) => number === 9),
});

/** @typedef {typeof target extends fc.Arbitrary<infer T> ? T : never} Target */

/** @param {Target} recipe @param {string} own the sid of the caller's account */
export function spellTarget({ operation, sid, values, edits, method, isHead }, own) {
  const left = [...values];
  const path = operation.template.replaceAll(/\{(\w+)\}/g, (_, name) =>
    name === "sid" ? (sid ?? own) : (left.shift() ?? "17"),
  );
  return {
    path: edits.reduce((edited, [change, at]) => change(edited, at), path),
    method: method ?? (isHead && operation.method === "GET" ? "HEAD" : operation.method),
  };
}

/** @param {string} path @param {number} at @param {(character: string) => string} change */
function edit(path, at, change) {
  const place = at % Math.max(1, path.length);
  return path.slice(0, place) + change(path.charAt(place)) + path.slice(place + 1);
}

/** @param {string} path @param {number} at @param {string} by */
function replaceSlash(path, at, by) {
  const slashes = [...path.matchAll(/\//g)].map(({ index }) => index);
  const place = slashes[at % Math.max(1, slashes.length)] ?? 0;
  return path.slice(0, place) + by + path.slice(place + 1);
}

/** @param {string} character */
const hex = (character) => (character.charCodeAt(0) & 255).toString(16).padStart(2, "0");

/** @param {string} character */
const swapCase = (character) =>
  character === character.toLowerCase() ? character.toUpperCase() : character.toLowerCase();
