import { METHODS } from "node:http";

/**
 * @import { Call } from "../rules/listeners.mjs"
 * @import { Outcome } from "../rules/types.mjs"
 * @import { Way } from "../generate/call.mjs"
 * @import { Answer } from "./socket.mjs"
 */

/**
 * Gives a function that tells whether an answer is the one that an outcome of the oracle leads to.
 *
 * @param {Way} way
 * @param {Call} call
 * @param {Answer} answer
 * @returns {(outcome: Outcome) => boolean}
 */
export function comparison(way, call, answer) {
  if (isOfParser(answer)) return ({ status }) => isNoText(call) || (status !== 200 && isNoHttp(call));
  const said = saidBy(way, answer);
  return (outcome) => said === JSON.stringify(publicly(outcome));
}

/** Whether the HTTP parser refused the request before anybody judged it. @param {Answer} answer */
export const isOfParser = ({ status, headers }) =>
  [0, 400, 431].includes(status) && !headers.has("x-request-id");

/** Whether the target or a header holds what HTTP allows nowhere (RFC 9112, 3.2; RFC 9110, 5.5), also not where no rule looks: in a query. @param {Call} call */
const isNoText = ({ target, headers }) =>
  !/^[\x21-\x7e]+$/.test(target) || headers.some(([, value]) => !/^[\t\x20-\x7e\x80-\xff]*$/.test(value));

/** Whether the method is unknown to the parser, or the target neither a path nor `*`: a parser may refuse it, as no rule allows it. @param {Call} call */
const isNoHttp = ({ method, target }) => !METHODS.includes(method) || !/^(?:\/|\*$)/.test(target);

/** What an answer says, as text to compare. @param {Way} way @param {Answer} answer */
function saidBy({ listener }, { status, headers, body }) {
  const json = listener === "decision" ? JSON.parse(body) : null;
  return JSON.stringify({
    status: json ? (json.status ?? 200) : Number(headers.get("x-latchkey-status") ?? status),
    reason: json?.reason ?? headers.get("x-latchkey-reason") ?? null,
    operation:
      json?.operation ?? headers.get("x-served-operation") ?? headers.get("x-latchkey-operation") ?? null,
    missingPermission: json?.missingPermission ?? headers.get("x-latchkey-missing-permission") ?? null,
  });
}

/** @param {Outcome} outcome */
const publicly = ({ status, reason, operation, missingPermission }) => ({
  status,
  reason: status === 401 ? "UNAUTHENTICATED" : reason,
  operation,
  missingPermission,
});
