import type { Figure } from "../figures.js";
import { Child } from "../harness/child.js";
import { interleave, ratio } from "../harness/interleave.js";
import { median } from "../harness/median.js";
import { databaseWith } from "../world/database.js";

const MANY = 1_000_000;
const FEW = 100_000;
const LOADS = 3;

/** A million keys: how long they take to load, how much memory they take, and how much longer a decision takes. */
export const million: Figure = {
  services: ["mysql"],
  async measure() {
    const databases = [await databaseWith(FEW, "sqlite"), await databaseWith(MANY, "mysql")] as const;
    const [few, many] = databases;
    const children: Child[] = [];
    const load = async (url: string) => {
      const { child, first } = await Child.start("replica", url);
      children.push(child);
      return { child, seconds: first / 1e3 };
    };
    try {
      const loads: number[] = [];
      while (loads.length < LOADS - 1) {
        const { child, seconds } = await load(many.url);
        await child.end();
        loads.push(seconds);
      }
      const small = (await load(few.url)).child;
      const { child: large, seconds } = await load(many.url);
      loads.push(seconds);
      const samples = await interleave(
        { few: () => small.ask("decide"), many: () => large.ask("decide") },
        { warmUp: 100, rounds: 400 },
      );
      const megabytes = (await large.ask("resident")) / 1e6;
      return {
        bars: {
          millionToHundredThousand: ratio(samples.many, samples.few),
          residentWithMillion: megabytes,
          loadOfMillion: median(loads),
        },
        beside: {
          "`decide()`, 1,000,000 keys": `${(median(samples.many) / 1e3).toFixed(2)} µs`,
          "`decide()`, 100,000 keys, in a process of the same kind": `${(median(samples.few) / 1e3).toFixed(2)} µs`,
          "loads of 1,000,000 keys": loads.map((one) => `${one.toFixed(1)} s`).join(", "),
        },
      };
    } finally {
      await Promise.all(children.map((child) => child.end()));
      await Promise.all(databases.map((database) => database.drop()));
    }
  },
};
