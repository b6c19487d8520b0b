import { randomUUID } from "node:crypto";
import { STATUS_CODES } from "node:http";
import { decisionJson, ownHeaders } from "@latchkey/enforcement";
import type { Handler } from "../http/listener.js";
import { readBody } from "../http/read-body.js";
import type { Reply } from "../http/reply.js";
import { parseDecisionRequest } from "./decision-request.js";
import type { Gate } from "./gate.js";

const PATH = "/v1/decisions";
/** Twice the headers of a request to the proxy (16 KiB), for what JSON escapes. */
const LONGEST_BODY_BYTES = 32_768;

/** `POST /v1/decisions`: 200 with the decision, allowed or denied. The call's own headers are not judged. */
export function decisionHandler(gate: Gate, supportEmail: string | null): Handler {
  return async (request, response, expectsContinue) => {
    if (request.url !== PATH) return refuse(response, 404, `The only path here is ${PATH}.`);
    if (request.method !== "POST")
      return refuse(response, 405, "The only method here is POST.", "Allow", "POST");
    if (expectsContinue) response.writeContinue();
    const body = await readBody(request, LONGEST_BODY_BYTES);
    const question = body && parseDecisionRequest(body);
    if (!question) {
      const problem =
        "The body must be one JSON object of authorization (string or null), method (string), path (string) and clientAddress (string or null).";
      return refuse(response, 400, problem);
    }
    gate.ask("decision", question, ({ decision, context }) => {
      const answer = decisionJson(decision, context.requestId, supportEmail);
      const headers = [...ownHeaders(context.requestId), "Content-Type", "application/json"];
      response.answer(200, headers, JSON.stringify(answer));
    });
  };
}

/** Answers what is no question, as problem JSON (RFC 9457), and repeats nothing of it. */
function refuse(response: Reply, status: number, detail: string, ...more: string[]): void {
  const requestId = randomUUID();
  const problem = { type: "about:blank", title: STATUS_CODES[status], status, detail, requestId };
  const headers = [...ownHeaders(requestId), "Content-Type", "application/problem+json", ...more];
  response.answer(status, headers, JSON.stringify(problem));
}
