import { compileRanges, type OperationRule } from "@latchkey/enforcement";
import { open } from "@latchkey/enforcer/testing";
import { demoUpstream } from "../demo/upstream.js";
import { LISTENERS, type ListenerName } from "../listeners/listener-name.js";
import { createListeners } from "../listeners/listeners.js";
import { createForward } from "../proxy/forward.js";
import { SUPPORT_EMAIL, silent, testGate } from "./gate.js";

interface Options {
  limit?: number;
  operations?: readonly OperationRule[];
  trusted?: string[];
  peers?: string[];
}

/** Every listener of a gateway on a free port of loopback, before made-up rules, and the demo upstream. */
export async function openListeners({
  limit,
  operations,
  trusted = ["127.0.0.0/8"],
  peers = ["127.0.0.0/8"],
}: Options = {}) {
  const rules = testGate(limit, operations);
  const trustedProxies = ranges(trusted);
  const upstream = demoUpstream();
  const url = new URL(`http://127.0.0.1:${await open(upstream)}`);
  const listeners = createListeners({
    gate: rules.gate,
    forward: createForward(url, trustedProxies, silent),
    trustedProxies,
    decisionPeers: ranges(peers),
    supportEmail: SUPPORT_EMAIL,
    logger: silent,
  });
  const ports = {} as Record<ListenerName, number>;
  for (const name of LISTENERS) ports[name] = await open(listeners[name]);
  const close = () => {
    for (const server of [upstream, ...Object.values(listeners)]) {
      server.closeAllConnections();
      server.close();
    }
  };
  return { ...rules, ports, close };
}

function ranges(cidrs: string[]) {
  const compiled = compileRanges(cidrs);
  if (!compiled) throw new Error("bad CIDR");
  return compiled;
}
