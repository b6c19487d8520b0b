import fc from "fast-check";

/** @import { Question } from "../rules/types.mjs" */
/** @import { Call } from "../rules/listeners.mjs" */

/** Headers that callers may add in the hope that somebody reads them. @type {[string, string][]} */
const NOISE = [
  ["X-Original-Method", "GET"],
  ["X-Original-URI", "/status/ping"],
  ["X-Forwarded-Method", "GET"],
  ["X-Forwarded-Uri", "/status/ping"],
  ["X-Real-IP", "203.0.113.7"],
  ["X_Forwarded_For", "203.0.113.7"],
  ["X-HTTP-Method-Override", "GET"],
  ["X-Rewrite-URL", "/status/ping"],
  ["Forwarded", "for=203.0.113.7"],
  ["Proxy-Authorization", "Basic bGtfMTprMg=="],
  ["X-Latchkey-Account", "demo"],
];

export const LISTENERS = /** @type {const} */ (["proxy", "nginx", "forward-auth", "envoy", "decision"]);

/** How a question is asked at a listener. */
export const way = fc.record({
  listener: fc.constantFrom(...LISTENERS),
  twice: fc.nat(40),
  noise: fc.oneof(
    { weight: 4, arbitrary: fc.constant(/** @type {typeof NOISE} */ ([])) },
    { weight: 1, arbitrary: fc.subarray(NOISE, { maxLength: 3 }) },
  ),
  before: fc.constantFrom("", "", "203.0.113.7, ", "127.0.0.1, ", "nonsense, "),
  after: fc.constantFrom(
    [],
    [", 127.0.0.1"],
    [" , 127.9.9.9:80,::1"],
    ["", "127.0.0.1"],
    ["", "[::1]:9", "\t127.0.0.2 "],
  ),
  isLower: fc.boolean(),
});

/** @typedef {typeof way extends fc.Arbitrary<infer T> ? T : never} Way */

/** The call that asks a question, as it reaches a listener on this machine. @param {Question} question @param {Way} way @returns {Call} */
export function spellCall(question, way) {
  const headers = headersOf(question, way);
  const doubled = headers[way.twice];
  const sent = doubled ? [...headers, doubled] : headers;
  const spelled = [...way.noise.filter(([name]) => !READ[way.listener].includes(name)), ...sent].map(
    ([name, value]) => /** @type {[string, string]} */ ([way.isLower ? name.toLowerCase() : name, value]),
  );
  const place = { headers: spelled, peer: "127.0.0.1", trusted: ["127.0.0.0/8", "::1/128"] };
  if (way.listener === "decision") return { ...place, ...decisionOf(question) };
  const isItself = way.listener === "proxy" || way.listener === "envoy";
  if (!isItself) return { ...place, method: "GET", target: "/" };
  return { ...place, method: question.method ?? "GET", target: question.path ?? "" };
}

/** @type {Record<Way["listener"], string[]>} */
const READ = {
  proxy: [],
  nginx: ["X-Original-Method", "X-Original-URI", "X-Real-IP"],
  "forward-auth": ["X-Forwarded-Method", "X-Forwarded-Uri"],
  envoy: [],
  decision: [],
};

/** @param {Question} question @param {Way} way @returns {[string, string][]} */
function headersOf({ authorization, method, path, clientAddress }, { listener, before, after }) {
  const [first = "", ...more] = after;
  const lines = clientAddress === null ? [] : [before + clientAddress + first, ...more];
  const forwardedFor = lines.map((line) => pair("X-Forwarded-For", line));
  const credentials = authorization.map((line) => pair("Authorization", line));
  const known = (/** @type {string} */ name, /** @type {string | null} */ value) =>
    value === null ? [] : [pair(name, value)];
  if (listener === "decision") return [];
  if (listener === "nginx") {
    const original = [...known("X-Original-Method", method), ...known("X-Original-URI", path)];
    return [...credentials, ...original, ...known("X-Real-IP", clientAddress)];
  }
  if (listener === "forward-auth") {
    const forwarded = [...known("X-Forwarded-Method", method), ...known("X-Forwarded-Uri", path)];
    return [...credentials, ...forwarded, ...forwardedFor];
  }
  return [...credentials, ...forwardedFor];
}

/** @param {Question} question */
function decisionOf({ authorization, method, path, clientAddress }) {
  const asked = {
    authorization: authorization[0] ?? null,
    method: method ?? "",
    path: path ?? "",
    clientAddress,
  };
  return { method: "POST", target: "/v1/decisions", body: JSON.stringify(asked) };
}

/** @param {string} name @param {string} value @returns {[string, string]} */
const pair = (name, value) => [name, value];
