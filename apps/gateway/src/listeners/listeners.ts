import type { Server } from "node:http";
import type { AddressRanges } from "@latchkey/enforcement";
import { createListener, type Handler } from "../http/listener.js";
import type { Forward } from "../proxy/forward.js";
import { decisionHandler } from "./decision.js";
import { envoyHandler } from "./envoy.js";
import { forwardAuthHandler } from "./forward-auth.js";
import type { Gate } from "./gate.js";
import { nginxHandler } from "./nginx.js";
import { onlyPeers } from "./peers.js";
import { proxyHandler } from "./proxy.js";

/** A whole upload or a long answer may take its time; a question to a check listener may not. */
const PROXY_REQUEST_MILLISECONDS = 1_800_000;
export const CHECK_REQUEST_MILLISECONDS = 10_000;
/**
 * More than any proxy in front lets through: Envoy 60 KiB, nginx twice 8 KiB of what it asks with, Caddy as we set it up 16 KiB, of which it may
 * say the host twice. What we refused here, some of them would make a 5xx of.
 */
const CHECK_HEADER_BYTES = 65_536;

export interface ListenerDependencies {
  gate: Gate;
  forward: Forward;
  trustedProxies: AddressRanges;
  decisionPeers: AddressRanges;
  supportEmail: string | null;
}

export type ListenerName = "proxy" | "nginx" | "forwardAuth" | "envoy" | "decision";

/** The servers that give decisions, none of them open yet. Everybody may ask the proxy, the others only `decisionPeers`. */
export function createListeners(dependencies: ListenerDependencies): Record<ListenerName, Server> {
  const { gate, forward, trustedProxies, decisionPeers, supportEmail } = dependencies;
  const check = (handle: Handler) =>
    createListener(onlyPeers(decisionPeers, handle), {
      requestTimeout: CHECK_REQUEST_MILLISECONDS,
      maxHeaderSize: CHECK_HEADER_BYTES,
    });
  return {
    proxy: createListener(proxyHandler(gate, forward, trustedProxies), {
      requestTimeout: PROXY_REQUEST_MILLISECONDS,
    }),
    nginx: check(nginxHandler(gate)),
    forwardAuth: check(forwardAuthHandler(gate, trustedProxies)),
    envoy: check(envoyHandler(gate, trustedProxies)),
    decision: check(decisionHandler(gate, supportEmail)),
  };
}
