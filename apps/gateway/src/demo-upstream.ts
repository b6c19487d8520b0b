import { closeServers } from "@latchkey/enforcer/http";
import { readConfig } from "./config.js";
import { demoUpstream } from "./demo/upstream.js";
import { listen } from "./servers.js";
import { endOnSignal } from "./signals.js";

try {
  const { host, demoUpstreamPort } = readConfig();
  const server = await listen(demoUpstream(), host, demoUpstreamPort, "HOST", "DEMO_UPSTREAM_PORT");
  process.stdout.write(`demo upstream: http://${host}:${demoUpstreamPort}\n`);
  endOnSignal(() => closeServers([server]));
} catch (error) {
  process.stderr.write(`latchkey demo upstream: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
