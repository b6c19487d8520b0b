import type { EnforcerStatus } from "@latchkey/enforcer";
import { send } from "@latchkey/enforcer/http";
import type { Handler } from "../http/listener.js";
import type { Metrics } from "./metrics.js";

const TEXT = ["Content-Type", "text/plain; charset=utf-8", "Cache-Control", "no-store"];
const JSON_TYPE = ["Content-Type", "application/json", "Cache-Control", "no-store"];

/** For those who run the gateway: alive, ready, figures, status. */
export function opsHandler(status: () => EnforcerStatus, metrics: Metrics): Handler {
  return (request, response) => {
    if (request.method !== "GET" && request.method !== "HEAD")
      return send(response, 405, [...TEXT, "Allow", "GET"], "");
    switch (request.url?.split("?")[0]) {
      case "/livez":
        return send(response, 200, TEXT, "alive\n");
      case "/readyz":
        return status().ready
          ? send(response, 200, TEXT, "ready\n")
          : send(response, 503, TEXT, "not ready\n");
      case "/status":
        return send(response, 200, JSON_TYPE, JSON.stringify(toStatus(status())));
      case "/metrics":
        void metrics.registry.metrics().then(
          (text) => send(response, 200, ["Content-Type", metrics.registry.contentType], text),
          () => send(response, 500, TEXT, ""),
        );
        return;
      default:
        return send(response, 404, TEXT, "");
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
