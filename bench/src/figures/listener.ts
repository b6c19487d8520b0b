import type { Figure } from "../figures.js";
import { Child } from "../harness/child.js";
import { startGateway } from "../harness/gateway.js";
import { interleave, ratio } from "../harness/interleave.js";
import { load } from "../harness/load.js";
import { median } from "../harness/median.js";
import { databaseWith } from "../world/database.js";
import { requestOf } from "../world/keys.js";

const KEYS = 1_000;
/** What the server adds by itself, and what belongs to a connection. */
const OF_THE_SERVER = new Set(["date", "connection", "keep-alive"]);

/** The nginx listener of a whole gateway, against a bare server with a constant answer. Each is asked alone, in turn. */
export const listener: Figure = {
  services: [],
  async measure() {
    const database = await databaseWith(KEYS, "sqlite");
    const gateway = await startGateway(database.url);
    const questions = Array.from({ length: KEYS }, (_, number) => question(number));
    let constant: Child | undefined;
    try {
      const sample = await fetch(gateway.nginx, { headers: questions[0] ?? {} });
      if (sample.status !== 200) throw new Error(`the gateway answered ${sample.status}`);
      const headers = [...sample.headers].filter(([name]) => !OF_THE_SERVER.has(name));
      const bare = await Child.start("constant", JSON.stringify(Object.fromEntries(headers)));
      constant = bare.child;
      const url = `http://127.0.0.1:${bare.first}`;
      const used = { gateway: [] as number[], constant: [] as number[] };
      const samples = await interleave(
        {
          gateway: () => load(gateway.nginx, questions, gateway.cpu, used.gateway),
          constant: () => load(url, questions, () => bare.child.ask("cpu"), used.constant),
        },
        { warmUp: 3, rounds: 20 },
      );
      return {
        bars: { listenerToConstant: ratio(samples.gateway, samples.constant) },
        beside: {
          "nginx listener": asRate(samples.gateway, used.gateway),
          "`node:http`, constant": asRate(samples.constant, used.constant),
        },
      };
    } finally {
      await constant?.end();
      await gateway.end();
      await database.drop();
    }
  },
};

/** What nginx would send about a request with this key. */
function question(number: number): Record<string, string> {
  const { authorization, method, path, clientAddress } = requestOf(number);
  return {
    "X-Original-Method": method,
    "X-Original-URI": path,
    "X-Real-IP": clientAddress ?? "",
    Authorization: authorization ?? "",
  };
}

function asRate(perSecond: readonly number[], cpu: readonly number[]): string {
  return `${Math.round(median(perSecond)).toLocaleString("en")} a second, ${median(cpu).toFixed(1)} µs of processor time each`;
}
