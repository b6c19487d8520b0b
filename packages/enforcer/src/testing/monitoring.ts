import { readFileSync } from "node:fs";

const DEPLOY = new URL("../../../../deploy/", import.meta.url);
const read = (file: string) => readFileSync(new URL(file, DEPLOY), "utf8");

/** What Prometheus itself knows of each series, and of the buckets of a histogram. */
const OF_PROMETHEUS = new Set(["instance", "job", "le"]);
const NAME = /\b(latchkey|process|nodejs)_\w+/g;

/** A metric that an alert or the dashboard asks for, with the labels that it goes by. */
export interface Asked {
  name: string;
  labels: string[];
}

/** What the alerts for Prometheus and the dashboard for Grafana ask for. */
export function askedByMonitoring(): Asked[] {
  const dashboard: { panels: { targets?: { expr: string }[] }[] } = JSON.parse(read("grafana/latchkey.json"));
  const shown = dashboard.panels.flatMap(({ targets = [] }) => targets.map(({ expr }) => expr));
  const alerts = read("prometheus/latchkey.rules.yml").split("- alert:").slice(1);
  const judged = alerts.map((alert) => alert.split("labels:")[0] ?? "");
  // Either side of `and` is about series of its own.
  return [...shown, ...judged.flatMap((alert) => alert.split(/\band on\b/))].flatMap((expression) => {
    const labels = [
      ...[...expression.matchAll(/\bby \(([^)]*)\)/g)].flatMap(([, names = ""]) => names.split(", ")),
      ...[...expression.matchAll(/(\w+)(=~|!~|!=|=)"/g)].map(([, name = ""]) => name),
    ].filter((label) => !OF_PROMETHEUS.has(label));
    return (expression.match(NAME) ?? []).map((name) => ({ name, labels }));
  });
}

/** Which of `asked` is not among the metrics that a page for Prometheus has, or has no series with these labels. */
export function notExposed(asked: readonly Asked[], page: string): Asked[] {
  const lines = page.split("\n");
  return asked.filter(({ name, labels }) => {
    const series = lines.filter((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`));
    return !series.some((line) => labels.every((label) => line.includes(`${label}="`)));
  });
}
