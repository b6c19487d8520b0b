import type { Server } from "node:http";
import type { AddressRanges } from "@latchkey/enforcement";
import type { Logger } from "pino";
import { createListener, type Handler } from "../http/listener.js";
import type { Forward } from "../proxy/forward.js";
import { decisionHandler } from "./decision.js";
import { envoyHandler } from "./envoy.js";
import { forwardAuthHandler } from "./forward-auth.js";
import type { Gate } from "./gate.js";
import type { ListenerName } from "./listener-name.js";
import { nginxHandler } from "./nginx.js";
import { onlyPeers, reportRefused } from "./peers.js";
import { proxyHandler } from "./proxy.js";

/** How long a request may take to arrive: at the proxy it may be an upload, at the other listeners it is only a question. */
const PROXY_REQUEST_MILLISECONDS = 1_800_000;
export const CHECK_REQUEST_MILLISECONDS = 10_000;
/**
 * More than any proxy in front lets through, since some of them would turn our refusal into a 5xx: Envoy lets 60 KiB through, nginx twice
 * 8 KiB, Caddy as we configure it 16 KiB, of which it may repeat the host.
 */
const CHECK_HEADER_BYTES = 65_536;

interface ListenerDependencies {
  gate: Gate;
  forward: Forward;
  trustedProxies: AddressRanges;
  decisionPeers: AddressRanges;
  supportEmail: string | null;
  logger: Logger;
}

/** The servers that give decisions, none of them listening yet. Everybody may call the proxy; the others may be asked only by `decisionPeers`. */
export function createListeners(dependencies: ListenerDependencies): Record<ListenerName, Server> {
  const { gate, forward, trustedProxies, decisionPeers, supportEmail, logger } = dependencies;
  const refused = reportRefused(logger);
  const check = (handle: Handler) =>
    createListener(onlyPeers(decisionPeers, handle, refused), {
      requestTimeout: CHECK_REQUEST_MILLISECONDS,
      maxHeaderSize: CHECK_HEADER_BYTES,
    });
  return {
    proxy: createListener(proxyHandler(gate, forward, trustedProxies), {
      requestTimeout: PROXY_REQUEST_MILLISECONDS,
    }),
    nginx: check(nginxHandler(gate)),
    "forward-auth": check(forwardAuthHandler(gate, trustedProxies)),
    envoy: check(envoyHandler(gate, trustedProxies)),
    decision: check(decisionHandler(gate, supportEmail)),
  };
}
