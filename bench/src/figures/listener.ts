import type { Figure } from "../figures.js";
import { Child } from "../harness/child.js";
import { startGateway } from "../harness/gateway.js";
import { interleave, ratio } from "../harness/interleave.js";
import { load } from "../harness/load.js";
import { median } from "../harness/median.js";
import { databaseWith } from "../world/database.js";
import { requestOf } from "../world/keys.js";

const KEYS = 1_000;
/** How many of the keys take turns in one round. */
const SOME = 100;
/** Headers that the bare server adds by itself, or that belong to a connection. */
const OF_THE_SERVER = new Set(["date", "connection", "keep-alive"]);

/** The nginx listener of a whole gateway, compared with a bare server and its constant answer. They take turns, each asked alone. */
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
      const some = () => questions.slice(Math.floor(Math.random() * (KEYS - SOME))).slice(0, SOME);
      const perSecond = { gateway: [] as number[], constant: [] as number[] };
      const used = await interleave(
        {
          gateway: () => load(gateway.nginx, some(), gateway.cpu, perSecond.gateway),
          constant: () => load(url, some(), () => bare.child.ask("cpu"), perSecond.constant),
        },
        { warmUp: 4, rounds: 20 },
      );
      return {
        bars: { listenerToConstant: ratio(used.constant, used.gateway) },
        beside: {
          "nginx listener": inWords(used.gateway, perSecond.gateway),
          "`node:http`, constant": inWords(used.constant, perSecond.constant),
        },
      };
    } finally {
      await constant?.end();
      await gateway.end();
      await database.drop();
    }
  },
};

/** The headers that nginx would send about a request with this key. */
function question(number: number): Record<string, string> {
  const { authorization, method, path, clientAddress } = requestOf(number);
  return {
    "X-Original-Method": method,
    "X-Original-URI": path,
    "X-Real-IP": clientAddress ?? "",
    Authorization: authorization ?? "",
  };
}

function inWords(used: readonly number[], perSecond: readonly number[]): string {
  return `${median(used).toFixed(1)} µs of processor time a request, ${Math.round(median(perSecond)).toLocaleString("en")} a second`;
}
