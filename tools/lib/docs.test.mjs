import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { at, root } from "./paths.mjs";
import { listFiles } from "./stamp.mjs";

const read = (file) => readFileSync(file, "utf8");
const pages = listFiles(root, ["."]).filter((file) => file.endsWith(".md") && !file.startsWith("."));

/** Code, in which a bracket is no link. */
const withoutCode = (text) => text.replace(/^ *```.*?^ *```$/gms, "").replace(/`[^`\n]*`/g, "");

/** What a heading is called in a link, as GitHub has it. */
const anchorsOf = (file) =>
  [...read(file).matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );

it.each(pages)("every link of %s leads somewhere", (page) => {
  const links = [...withoutCode(read(at(page))).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link);
  const dead = links
    .filter((link) => !/^\w+:/.test(link))
    .filter((link) => {
      const [path, anchor] = link.split("#");
      const file = path === "" ? at(page) : resolve(dirname(at(page)), path);
      if (!existsSync(file) || relative(root, file).startsWith("..")) return true;
      return anchor !== undefined && !anchorsOf(file).includes(anchor);
    });
  expect(dead).toEqual([]);
});

/** Folders of the repository's root: what begins with one of them is a path from there. */
const PATH = /`((?:apps|packages|docs|tools|e2e|system|oracle|bench|deploy|examples|catalogue)\/[\w./-]+)`/g;

// Decision records tell of their day.
it.each(pages.filter((page) => !page.startsWith("docs/adr/")))(
  "every file that %s names is there",
  (page) => {
    const named = [...read(at(page)).matchAll(PATH)].map(([, file]) => file);
    expect(named.filter((file) => !existsSync(at(file)))).toEqual([]);
  },
);

// An interactive zsh, as of macOS, takes a remark for words of the command: curl would call the host 401.
it.each(pages)("no command of %s has a remark behind it", (page) => {
  const blocks = [...read(at(page)).matchAll(/^```(?:sh)?\n(.*?)^```$/gms)].map(([, block]) => block);
  expect(blocks.flatMap((block) => block.match(/^.*\S\s+# .*$/gm) ?? [])).toEqual([]);
});

it("docs/production.md says what to do about every alert, and of no other", () => {
  const alerts = [...read(at("deploy/prometheus/latchkey.rules.yml")).matchAll(/alert: (\w+)/g)];
  const [, watched = ""] = read(at("docs/production.md")).split("\n## What to watch\n");
  const told = watched
    .split("\n## ")[0]
    .split("\n")
    .filter((line) => line.startsWith("| `Latchkey"))
    .flatMap((line) => line.split("|")[1].match(/Latchkey\w+/g));
  expect(told).toEqual(alerts.map(([, alert]) => alert));
});

it("every alert has a case of promtool's in which it is raised, and the cases know of no other", () => {
  const alerts = [...read(at("deploy/prometheus/latchkey.rules.yml")).matchAll(/alert: (\w+)/g)];
  const cases = read(at("deploy/prometheus/latchkey.rules.test.yml"));
  const raised = [...cases.matchAll(/alertname: (\w+)\n +exp_alerts:\n/g)];
  const named = [...cases.matchAll(/alertname: (\w+)/g)];
  const names = new Set(alerts.map(([, name]) => name));
  expect(new Set(raised.map(([, name]) => name))).toEqual(names);
  expect(new Set(named.map(([, name]) => name))).toEqual(names);
});

it("Prometheus is told to ask as often as it judges, and Grafana how often that is", () => {
  const [interval] = read(at("deploy/prometheus/latchkey.rules.yml")).match(/(?<=^ {4}interval: )\w+$/m);
  const asked = [...read(at("docs/production.md")).matchAll(/^ *scrape_interval: (\w+)$/gm)];
  expect(asked.map(([, often]) => often)).toEqual([interval, interval]);
  expect(read(at("deploy/grafana/provisioning/datasources/latchkey.yml"))).toContain(
    `timeInterval: ${interval} `,
  );
});

it("systemd goes on starting a server whose database is away, as docs/production.md sets it up", () => {
  const [, seconds] = /^RestartSec=(\d+)$/m.exec(read(at("docs/production.md"))) ?? [];
  // It gives up at more than five starts in ten seconds.
  expect(5 * seconds).toBeGreaterThan(10);
});

it("docs/throttle-protocol.md names every file of the folder, and no other", () => {
  const [, files = ""] = read(at("docs/throttle-protocol.md")).split("\n## Files\n");
  const named = [...files.matchAll(/`([a-z-]+\.ts)`/g)].map(([, file]) => file);
  const there = readdirSync(at("packages/enforcer/src/throttle")).filter((file) => !file.includes(".test."));
  expect(named.sort()).toEqual(there.sort());
});

describe("the settings in README.md", () => {
  const section = read(at("README.md")).split("\n## Settings\n")[1]?.split("\n## ")[0] ?? "";
  const documented = section
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .flatMap((line) => line.split("|")[1]?.match(/`[A-Z][A-Z_]+`/g) ?? [])
    .map((name) => name.slice(1, -1));
  const inCode = [
    "packages/program/src/shared-settings.ts",
    "apps/server/src/config.ts",
    "apps/gateway/src/config.ts",
  ]
    .flatMap((file) => read(join(root, file)).match(/^ {2,4}[A-Z][A-Z_]+:/gm) ?? [])
    .map((line) => line.trim().slice(0, -1));

  it("are those that server and gateway read, each once", () => {
    expect(documented.length).toBeGreaterThan(20);
    expect(documented.sort()).toEqual([...new Set(inCode)].sort());
  });
});
