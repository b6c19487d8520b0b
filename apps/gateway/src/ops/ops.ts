import type { EnforcerStatus } from "@latchkey/enforcer";
import type { Handler } from "../http/listener.js";
import type { Metrics } from "./metrics.js";

const TEXT = ["Content-Type", "text/plain; charset=utf-8", "Cache-Control", "no-store"];
const JSON_TYPE = ["Content-Type", "application/json", "Cache-Control", "no-store"];

/** Answers those who run the gateway: `/livez`, `/readyz`, `/metrics` and `/status`. */
export function opsHandler(status: () => EnforcerStatus, metrics: Metrics): Handler {
  return (request, response) => {
    if (request.method !== "GET" && request.method !== "HEAD")
      return response.answer(405, [...TEXT, "Allow", "GET"], "");
    switch (request.url?.split("?")[0]) {
      case "/livez":
        return response.answer(200, TEXT, "alive\n");
      case "/readyz":
        return status().ready
          ? response.answer(200, TEXT, "ready\n")
          : response.answer(503, TEXT, "not ready\n");
      case "/status":
        return response.answer(200, JSON_TYPE, JSON.stringify(toStatus(status())));
      case "/metrics":
        void metrics.registry.metrics().then(
          (text) => response.answer(200, ["Content-Type", metrics.registry.contentType], text),
          () => response.answer(500, TEXT, ""),
        );
        return;
      default:
        return response.answer(404, TEXT, "");
    }
  };
}

function toStatus({ id, revision, lagMilliseconds, leaseSeconds, ready, keys, throttle }: EnforcerStatus) {
  const { counting, gateways, degradedSeconds } = throttle;
  return {
    gateway: id,
    revision,
    lagMilliseconds,
    leaseSeconds,
    ready,
    keys,
    throttle: { counting, gateways, degradedSeconds },
  };
}
