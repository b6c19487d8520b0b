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

  it("holds the dashboard", () => {
    expect(dockerfile).toContain("COPY --from=build /latchkey/apps/dashboard/dist apps/dashboard/dist\n");
  });
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
