import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { MANIFESTS } from "./bootstrap.mjs";
import { LONGEST_END } from "./family.mjs";
import { at } from "./paths.mjs";

const read = (file) => readFileSync(at(file), "utf8");
const dependenciesOf = (part) => Object.entries(JSON.parse(read(`${part}/package.json`)).dependencies ?? {});

describe("the image", () => {
  const dockerfile = read("deploy/Dockerfile");
  const parts = MANIFESTS.map((file) => file.replace(/\/?package.json$/, "")).filter((part) =>
    dockerfile.includes(`COPY ${part}/package.json ${part}/\n`),
  );

  it("holds what its parts are made of, and what is built of each", () => {
    expect(parts).toEqual(expect.arrayContaining(["apps/server", "apps/gateway"]));
    for (const part of parts) {
      expect(dockerfile).toContain(`COPY --from=build /latchkey/${part}/dist ${part}/dist\n`);
      for (const [name, version] of dependenciesOf(part)) {
        if (version.startsWith("workspace:")) expect(parts).toContain(name.replace("@latchkey", "packages"));
      }
    }
  });

  it("leaves out the tests, and what only they use", () => {
    expect(dockerfile).toContain(
      "RUN find apps packages -path '*/dist/*' \\( -name '*.test.*' -o -path '*/testing*' \\) -delete\n",
    );
  });

  it("can be read by its own user, whatever the umask of who builds it", () => {
    const copied = dockerfile.lastIndexOf("\nCOPY --from=parts /latchkey ./\n");
    expect(dockerfile.slice(dockerfile.lastIndexOf("COPY catalogue"), copied)).toContain(
      "\nRUN chmod -R a+rX *.json *.yaml apps packages catalogue\n",
    );
  });

  it("holds the dashboard", () => {
    expect(dockerfile).toContain("COPY --from=build /latchkey/apps/dashboard/dist apps/dashboard/dist\n");
  });
});

it.each([".gitignore", ".dockerignore"])(
  "%s names what docs/production.md has people make here, which holds secrets",
  (file) => {
    const docs = read("docs/production.md");
    for (const made of ["> .env ", "server.env", "gateway.env", "> latchkey-backup.sql"])
      expect(docs).toContain(made);
    expect(read(file)).toContain("\n*.env\nlatchkey-backup*\n");
  },
);

describe("docker-compose.yml", () => {
  const [shared, services] = read("docker-compose.yml").split("\nservices:\n");
  const ours = services
    .split(/^ {2}(?=\S+:$)/m)
    .filter((service) => /<<: \*(image|latchkey)\n/.test(service));

  it("builds the image wherever it is used, so that no registry is asked for it", () => {
    expect(shared.match(/image: latchkey\n {2}build: /g)).toHaveLength(1);
    expect(services).not.toContain("image: latchkey");
    expect(ours.map((service) => service.split(":")[0])).toEqual(["server", "gateway", "demo-upstream"]);
  });

  it("starts all of it again after the machine's restart", () => {
    expect(shared).toContain("restart: unless-stopped\n");
    const others = services.split("\nvolumes:")[0].match(/^ {4}image: \S+\n {4}restart: unless-stopped\n/gm);
    expect(others).toHaveLength(2);
  });

  it("lets a program be ended that has just been started, and does not hear signals yet", () => {
    expect(shared).toMatch(/^x-image: &image\n(.*\n)* {2}init: true\n/m);
  });

  it("publishes nothing by IPv6, where whoever calls would have the address of the bridge, which may be a trusted proxy's", () => {
    const published = services.match(/ports: .*/g);
    expect(published).toHaveLength(2);
    for (const ports of published)
      expect(ports).toMatch(/^ports: \["(\$\{GATEWAY_ADDRESS:-)?(127|0)\.0\.0\.[01]\}?:\d+:\d+"\]$/);
  });

  it("leaves no volume behind for a part that keeps nothing", () => {
    expect(read("deploy/Dockerfile")).toContain("VOLUME /data\n");
    for (const service of ours) expect(service).toMatch(/volumes: \[server:\/data,|tmpfs: \[\/data\]/);
  });

  it("is one installation, whatever its folder is called", () => {
    expect(shared).toContain("\nname: latchkey\n");
  });
});

it("deploy/kubernetes/latchkey.yaml lets no more than one pod of each part go when nodes are emptied", () => {
  const [...documents] = read("deploy/kubernetes/latchkey.yaml").split("\n---\n");
  const named = (kind) =>
    documents
      .filter((text) => text.includes(`\nkind: ${kind}\n`))
      .map((text) => /^metadata: \{ name: (\S+) \}$/m.exec(text)?.[1]);
  const budgets = documents.filter((text) => text.includes("\nkind: PodDisruptionBudget\n"));
  expect(named("Deployment")).toHaveLength(2);
  expect(named("PodDisruptionBudget")).toEqual(named("Deployment"));
  for (const [at, name] of named("Deployment").entries())
    expect(budgets[at]).toContain(`spec: { maxUnavailable: 1, selector: { matchLabels: { app: ${name} } } }`);
});

it.each([
  ["docker-compose.yml", 15],
  ["deploy/kubernetes/latchkey.yaml", 5],
])("%s sets nothing but what README.md tells of, and the database's own", (file, least) => {
  const settings = [...read(file).matchAll(/^ {2,6}([A-Z][A-Z_]+):/gm)].map(([, name]) => name);
  expect(settings.length).toBeGreaterThan(least);
  const readme = read("README.md");
  for (const name of settings) if (!name.startsWith("MARIADB_")) expect(readme).toContain(`\`${name}\``);
});

it("containers, services, and the parts of npm start get the time to end that docs/production.md asks for", () => {
  const [, seconds] = /give it (\d+)/.exec(read("docs/production.md")) ?? [];
  expect(read("docs/production.md")).toContain(`\nTimeoutStopSec=${seconds}\n`);
  expect(LONGEST_END).toBe(seconds * 1_000);
  const [shared] = read("docker-compose.yml").split("\nservices:");
  expect(shared).toContain(`\n  stop_grace_period: ${seconds}s\n`);
  const pods = read("deploy/kubernetes/latchkey.yaml").split("kind: Deployment").slice(1);
  expect(pods).toHaveLength(2);
  for (const pod of pods) {
    const [, all, before] = /PeriodSeconds: (\d+)\n.*sleep: \{ seconds: (\d+) \}/s.exec(pod) ?? [];
    expect(all - before).toBe(Number(seconds));
  }
});
