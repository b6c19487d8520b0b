/** Who may import whom. Tests and test support may import more. */

const TESTS = "\\.test\\.tsx?$|/testing/";

/** A rule that fails the check. */
const forbid = (name, comment, from, to) => ({
  name,
  comment,
  severity: "error",
  from: { pathNot: TESTS, ...from },
  to,
});

export default {
  forbidden: [
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "resolvable",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "\\?|\\.css$|^virtual:" },
    },
    forbid(
      "enforcement-is-pure",
      "The decision runs anywhere: it imports no package, and nothing of Node.js.",
      { path: "^packages/enforcement/" },
      { pathNot: "^packages/enforcement/" },
    ),
    forbid(
      "enforcer-knows-enforcement",
      "Of ours, the enforcer imports enforcement alone.",
      { path: "^packages/enforcer/" },
      { path: "^(apps|packages|catalogue|tools|e2e)/", pathNot: "^packages/(enforcer|enforcement)/" },
    ),
    forbid(
      "program-knows-the-enforcer",
      "Of ours, what server and gateway do alike imports enforcer and enforcement alone.",
      { path: "^packages/program/" },
      { path: "^(apps|packages|catalogue|tools|e2e)/", pathNot: "^packages/(program|enforcer|enforcement)/" },
    ),
    forbid(
      "frameworks-stay-in-adapters",
      "Whoever uses the enforcer without Express or Fastify does not load them.",
      { path: "^packages/enforcer/src/", pathNot: `^packages/enforcer/src/adapters/|${TESTS}` },
      { path: "^packages/enforcer/src/adapters/|/(express|fastify)[^/]*/" },
    ),
    forbid(
      "examples-know-the-enforcer",
      "An example uses what a provider's own service may use.",
      { path: "^examples/" },
      {
        path: "^(apps|packages|tools|e2e)/",
        pathNot: "^packages/enforcer/src/adapters/(express|fastify)\\.ts$",
      },
    ),
    forbid(
      "apps-know-packages",
      "Apps share code through packages, never with each other.",
      { path: "^apps/([^/]+)/" },
      { path: "^(apps|tools|e2e)/", pathNot: "^apps/$1/" },
    ),
    forbid(
      "dashboard-knows-the-decision",
      "Of ours, the dashboard imports enforcement alone; the server it knows by its schema.",
      { path: "^apps/dashboard/" },
      { path: "^packages/", pathNot: "^packages/enforcement/" },
    ),
    forbid(
      "services-know-no-resolver",
      "In the server: resolver, then service, then entity.",
      { path: "^apps/server/.*\\.service\\.ts$" },
      { path: "\\.resolver\\.ts$" },
    ),
    forbid(
      "entities-know-entities",
      "In the server: resolver, then service, then entity.",
      { path: "^apps/server/.*\\.entity\\.ts$" },
      { path: "\\.(resolver|service)\\.ts$" },
    ),
    {
      name: "oracle-shares-no-code",
      comment:
        "The judge is a second reading of the rules: its files import Node.js and each other, nothing else.",
      severity: "error",
      from: { path: "^oracle/src/(management/)?rules/" },
      to: { pathNot: "^oracle/src/(management/)?rules/", dependencyTypesNot: ["core"] },
    },
    forbid(
      "products-know-no-tests",
      "What runs in production does not import what tests it.",
      { path: "^(apps|packages)/" },
      { path: TESTS },
    ),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "/dist/" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      conditionNames: ["latchkey-source", "import", "node", "default", "types"],
      exportsFields: ["exports"],
    },
  },
};
