import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { spellCall, way } from "../generate/call.mjs";
import { apply, change } from "../generate/change.mjs";
import { request, spellRequest } from "../generate/request.mjs";
import { NOW, world } from "../generate/world.mjs";
import { listeners } from "../rules/listeners.mjs";
import { comparison, isOfParser } from "./answer.mjs";
import { startGateway } from "./gateway.mjs";
import { History } from "./history.mjs";
import { send } from "./socket.mjs";
import { Spent } from "./spent.mjs";
import { Store } from "./store.mjs";

/**
 * @import { Way } from "../generate/call.mjs"
 * @import { Change } from "../generate/change.mjs"
 * @import { Request } from "../generate/request.mjs"
 * @import { World } from "../generate/world.mjs"
 * @import { Place } from "./store.mjs"
 */

/** Worlds with limits of one to four requests have one caller, so that it is known what was spent; they come first, when nothing was. */
const TIGHT = { worlds: 4, share: 0.03, callers: 1 };
const WIDE = { worlds: 9, share: 0.88 / 9, callers: 8 };
/** Changes come in bursts with calls between them, so that during most calls only one version of the rules is in force. */
const BURSTS = 4;
const BURST = 4;
const LOOK_MILLISECONDS = 5;
/** Milliseconds from the start of a world to its NOW: everything that ends does so from four seconds before that to four after. */
const AHEAD = 1_500;

/**
 * Sends random requests to all listeners of a real gateway, while the rules in its database change.
 *
 * @param {Place & { url: string }} place
 * @param {{ requests: number, seed: number }} options
 * @returns {Promise<{ counts: Record<string, number>, differences: string[] }>} `counts.strictly`: calls during which only one version of the rules was in force
 */
export async function compareOverSockets(place, { requests, seed }) {
  const gateway = await startGateway(place.url);
  /** @type {Record<string, number>} */
  const counts = {};
  /** @param {string} name */
  const count = (name) => {
    counts[name] = (counts[name] ?? 0) + 1;
  };
  /** @type {string[]} */
  const differences = [];
  const spent = new Spent();
  let salt = seed;
  try {
    for (const kind of [TIGHT, WIDE]) {
      for (let turn = 0; turn < kind.worlds; turn++) await live(kind, Math.ceil(requests * kind.share));
    }
  } finally {
    await gateway.close();
  }
  return { counts, differences };

  /** @param {typeof TIGHT} kind @param {number} share */
  async function live(kind, share) {
    salt += 1;
    const worlds = world().filter(({ isTight }) => isTight === (kind === TIGHT));
    const life = /** @type {World} */ (fc.sample(worlds, { seed: salt, numRuns: 1 })[0]);
    const left = fc.sample(fc.tuple(request, way), { seed: salt, numRuns: share });
    const acts = fc.sample(change, { seed: salt, numRuns: BURSTS * BURST });
    const later = Date.now() + AHEAD - NOW;
    const store = new Store(place, later);
    const history = new History(later);
    history.begin(life.rules);
    await store.reset(life.rules);
    await gateway.until(store.revision);

    const calling = Array.from({ length: kind.callers }, async () => {
      for (let next = left.pop(); next; next = left.pop()) await call(life, history, next);
    });
    const changing = (async () => {
      for (let burst = 1; burst <= BURSTS; burst++) {
        while (left.length > share * (1 - burst / (BURSTS + 1))) await sleep(LOOK_MILLISECONDS);
        await alter(life, history, store, acts.splice(0, BURST));
      }
    })();
    try {
      await Promise.all([changing, ...calling]);
    } finally {
      left.length = 0;
    }
    // The next world starts at revision 1 again. From a later one, the gateway sees that it went back, and loads everything.
    await store.change(life.rules, null);
    await gateway.until(store.revision);
  }

  /** @param {World} life @param {History} history @param {Store} store @param {Change[]} burst */
  async function alter(life, history, store, burst) {
    for (const act of burst) {
      const touched = apply(life, act);
      history.begin(life.rules);
      await store.change(life.rules, touched);
      count("changes");
    }
    await gateway.until(store.revision);
    history.settle();
  }

  /** @param {World} life @param {History} history @param {[Request, Way]} question */
  async function call(life, history, [recipe, way]) {
    const asked = spellCall(spellRequest(life, recipe), way);
    const question = listeners[way.listener](asked);
    const sent = Date.now();
    const answer = await send(Number(gateway.portOf[way.listener]), asked);
    const received = Date.now();
    count("requests");
    if (history.candidates(sent, received) === 1) count("strictly");
    const before = life.isTight ? spent.extremes() : [[]];
    const fits = comparison(way, asked, answer);
    const outcome = history.explanation(question, sent, received, before, fits);
    count(isOfParser(answer) ? `parser ${answer.status}` : (outcome?.reason ?? "ALLOWED"));
    if (outcome?.admission && !isOfParser(answer)) spent.add(outcome.admission, sent, received);
    if (!outcome) {
      differences.push(JSON.stringify({ listener: way.listener, call: asked, question, sent, answer }));
    }
  }
}
