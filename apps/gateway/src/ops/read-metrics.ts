import { Counter, Gauge, type Registry } from "prom-client";

/** Adds a metric without labels. `read` gives its value, and is called when the metrics are asked for. */
type Add = (name: string, help: string, read: () => number) => void;

/** What adds metrics to a registry that are kept elsewhere: `gauge` for what goes up and down, `total` for what only grows. */
export function readMetrics(registry: Registry): { gauge: Add; total: Add } {
  const registers = [registry];
  return {
    gauge: (name, help, read) => {
      new Gauge({
        name,
        help,
        registers,
        collect() {
          this.set(read());
        },
      });
    },
    total: (name, help, read) => {
      new Counter({
        name,
        help,
        registers,
        collect() {
          this.reset();
          this.inc(read());
        },
      });
    },
  };
}
