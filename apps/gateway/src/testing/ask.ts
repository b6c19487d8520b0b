import { bytes, type RawAnswer, request } from "@latchkey/enforcer/testing";
import type { ListenerName } from "../listeners/listener-name.js";

/** A caller's request, about which each listener can be asked in its own way. */
export interface Question {
  authorization: string | null;
  method: string;
  path: string;
  /** One text for each line of X-Forwarded-For; where a listener takes one address alone, the last. */
  address: string[];
}

/** What a listener answered, in a form that is the same for all of them. */
export interface Outcome {
  /** The status that the caller is to get. */
  status: number;
  reason: string | null;
  account: string | null;
  operation: string | null;
  missingPermission: string | null;
}

/** Puts the question to a listener as its proxy would, over a socket of its own, with `more` header lines. */
export function ask(
  listener: ListenerName,
  port: number,
  question: Question,
  more: readonly string[] = [],
): Promise<RawAnswer> {
  const { authorization, method, path, address } = question;
  const credentials = authorization === null ? [] : [`Authorization: ${authorization}`];
  const forwardedFor = address.map((line) => `X-Forwarded-For: ${line}`);
  const send = (call: string, target: string, headers: string[], body = "") =>
    request(port, call, bytes(target), [...headers, ...more].map(bytes), bytes(body));
  switch (listener) {
    case "proxy":
    case "envoy":
      return send(method, path, [...credentials, ...forwardedFor]);
    case "nginx": {
      const realIp = address.slice(-1).map((line) => `X-Real-IP: ${line}`);
      const original = [`X-Original-Method: ${method}`, `X-Original-URI: ${path}`];
      return send("GET", "/", [...original, ...realIp, ...credentials]);
    }
    case "forward-auth": {
      const forwarded = [`X-Forwarded-Method: ${method}`, `X-Forwarded-Uri: ${path}`];
      return send("GET", "/", [...forwarded, ...forwardedFor, ...credentials]);
    }
    case "decision": {
      const body = JSON.stringify({ authorization, method, path, clientAddress: address.at(-1) ?? null });
      return send("POST", "/v1/decisions", [`Content-Length: ${Buffer.byteLength(body)}`], body);
    }
  }
}

/** What the answer says. Null when the HTTP parser refused the request before the listener saw it. */
export function outcomeOf(listener: ListenerName, { status, headers, body }: RawAnswer): Outcome | null {
  if (!headers.has("x-request-id")) {
    if (status !== 400 && status !== 431) throw new Error(`an answer of nobody's: ${status}`);
    return null;
  }
  if (listener === "decision") {
    const json = JSON.parse(body);
    return {
      status: json.allowed ? 200 : json.status,
      reason: json.reason ?? null,
      account: json.account ?? null,
      operation: json.operation ?? null,
      missingPermission: json.missingPermission ?? null,
    };
  }
  // The proxy's upstream echoes the identity; the others answer with it.
  const arrived: Map<string, string> =
    listener === "proxy" && status === 200 ? new Map(JSON.parse(body).headers) : headers;
  return {
    status: Number(headers.get("x-latchkey-status") ?? status),
    reason: headers.get("x-latchkey-reason") ?? null,
    account: arrived.get("x-latchkey-account") ?? null,
    operation: arrived.get("x-latchkey-operation") ?? null,
    missingPermission: headers.get("x-latchkey-missing-permission") ?? null,
  };
}
