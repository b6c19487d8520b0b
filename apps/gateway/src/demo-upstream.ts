import { closeServers } from "@latchkey/enforcer/http";
import { listen } from "@latchkey/program";
import { readConfig } from "./config.js";
import { demoUpstream } from "./demo/upstream.js";
import { runUntilAsked } from "./run-until-asked.js";

await runUntilAsked("demo upstream", async () => {
  const { host, demoUpstreamPort: port } = readConfig();
  const server = demoUpstream();
  await listen(server, { host, port, hostVariable: "HOST", portVariable: "DEMO_UPSTREAM_PORT" });
  process.stdout.write(`demo upstream: http://${host}:${port}\n`);
  return () => closeServers([server]);
});
