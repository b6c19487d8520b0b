import { isListed } from "./address.mjs";

/**
 * What each listener reads of a call as it came over the wire: its own headers, and nothing else.
 *
 * @import { Question } from "./types.mjs"
 *
 * @typedef {object} Call
 * @property {string} method
 * @property {string} target
 * @property {[name: string, value: string][]} headers in order, with repetitions
 * @property {string} peer the address at the other end of the connection
 * @property {string[]} trusted CIDRs of the trusted proxies
 * @property {string} [body] of the decision listener
 */

/** @type {Record<"proxy" | "nginx" | "forward-auth" | "envoy" | "decision", (call: Call) => Question>} */
export const listeners = {
  proxy: (call) => ({
    authorization: lines(call, "Authorization"),
    method: call.method,
    path: target(call),
    clientAddress: isListed(call.trusted, call.peer) ? forwardedFor(call, call.peer) : call.peer,
  }),
  nginx: (call) => ({
    authorization: lines(call, "Authorization"),
    method: only(call, "X-Original-Method"),
    path: only(call, "X-Original-URI"),
    clientAddress: only(call, "X-Real-IP"),
  }),
  "forward-auth": (call) => ({
    authorization: lines(call, "Authorization"),
    method: only(call, "X-Forwarded-Method"),
    path: only(call, "X-Forwarded-Uri"),
    clientAddress: forwardedFor(call, null),
  }),
  envoy: (call) => ({
    authorization: lines(call, "Authorization"),
    method: call.method,
    path: target(call),
    clientAddress: forwardedFor(call, null),
  }),
  decision: (call) => {
    const { authorization, method, path, clientAddress } = JSON.parse(String(call.body));
    const lines = authorization === null ? [] : [authorization];
    return { authorization: lines, method: method || null, path: path || null, clientAddress };
  },
};

/** What stands between method and version, without the spaces around it: those part the request line (RFC 9112, 3). @param {Call} call */
const target = (call) => call.target.replace(/^ +| +$/g, "");

/** All values of a header, without the white space around them. @param {Call} call @param {string} name */
const lines = (call, name) =>
  call.headers
    .filter(([other]) => other.toLowerCase() === name.toLowerCase())
    .map(([, value]) => trim(value));

/** The value of a header that was sent once and says something. @param {Call} call @param {string} name */
function only(call, name) {
  const values = lines(call, name);
  return values.length === 1 && values[0] !== "" ? String(values[0]) : null;
}

/**
 * "X-Forwarded-For lines joined; from the right, skip trusted proxies; the first other one, or the leftmost if all
 * are trusted."
 *
 * @param {Call} call
 * @param {string | null} absent the address when there is no such header
 */
function forwardedFor(call, absent) {
  const values = lines(call, "X-Forwarded-For");
  if (values.length === 0) return absent;
  const entries = values.join(",").split(",").map(trim);
  return entries.findLast((entry) => !isListed(call.trusted, entry)) ?? String(entries[0]);
}

/** @param {string} value */
const trim = (value) => value.replace(/^[ \t]+|[ \t]+$/g, "");
