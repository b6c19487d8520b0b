import { addressOf } from "../lib/settings.mjs";

/** What `npm start` prints when everything is up. */
export function whereThingsAre(settings, env) {
  const rows = [
    ["Dashboard", settings.publicUrl],
    ["GraphQL API", `${settings.publicUrl}/graphql`],
    ["Gateway", `${addressOf(settings.proxy)}, in front of ${upstreamOf(settings, env)}`],
    ["nginx listener", `${addressOf(settings.nginx)}, for auth_request`],
    ["Forward-auth", `${addressOf(settings.forwardAuth)}, for Caddy and Traefik`],
    ["Envoy listener", `${addressOf(settings.envoy)}, for ext_authz`],
    ["Decisions", `${addressOf(settings.decision)}/v1/decisions, as JSON`],
    ...(settings.demoUpstream ? [["Demo upstream", addressOf(settings.demoUpstream)]] : []),
    [
      "Health",
      `${addressOf(settings.serverOps)}/status (server), ${addressOf(settings.gatewayOps)}/status (gateway)`,
    ],
  ];
  const table = rows.map(([name, where]) => `  ${name.padEnd(17)}${where}\n`).join("");
  return `\nLatchkey is running.\n\n${table}\nCtrl-C stops everything.\n`;
}

/** The upstream's origin: without a user name and a password, which UPSTREAM_URL may contain. */
function upstreamOf({ demoUpstream }, { UPSTREAM_URL }) {
  if (demoUpstream) return "the demo upstream";
  return URL.canParse(UPSTREAM_URL) ? new URL(UPSTREAM_URL).origin : "UPSTREAM_URL";
}
