import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { spellCall, way } from "../generate/call.mjs";
import { apply, change } from "../generate/change.mjs";
import { request, spellRequest } from "../generate/request.mjs";
import { NOW, world } from "../generate/world.mjs";
import { listeners } from "../rules/listeners.mjs";
import { startGateway } from "./gateway.mjs";
import { History } from "./history.mjs";
import { send } from "./socket.mjs";
import { Store } from "./store.mjs";

/**
 * @import { Call } from "../rules/listeners.mjs"
 * @import { Verdict } from "../rules/types.mjs"
 * @import { Way } from "../generate/call.mjs"
 * @import { Request } from "../generate/request.mjs"
 * @import { World } from "../generate/world.mjs"
 * @import { Answer } from "./socket.mjs"
 * @import { Place } from "./store.mjs"
 */

const CALLERS = 8;
const WORLDS = 10;
const CHANGES = 8;
const CHANGE_MILLISECONDS = 100;
/** All that ends in a world does so from four seconds before this to four after. */
const AHEAD = 1_500;

/**
 * Sends random requests to all listeners of a real gateway, while the rules in its database change.
 *
 * @param {Place & { url: string }} place
 * @param {{ requests: number, seed: number }} options
 * @returns {Promise<{ counts: Record<string, number>, differences: string[] }>}
 */
export async function compareOverSockets(place, { requests, seed }) {
  const gateway = await startGateway(place.url);
  /** @type {Record<string, number>} */
  const counts = { requests: 0, changes: 0, whileSpreading: 0, refusedByParser: 0 };
  /** @type {string[]} */
  const differences = [];
  const share = Math.ceil(requests / WORLDS);
  const sample = (/** @type {number} */ salt, /** @type {number} */ numRuns) => ({
    seed: seed + salt,
    numRuns,
  });
  try {
    for (let turn = 0; turn < WORLDS; turn++) {
      const [life] = fc.sample(
        world().filter(({ isTight }) => !isTight),
        sample(turn, 1),
      );
      const questions = fc.sample(fc.tuple(request, way), sample(turn, share));
      const acts = fc.sample(change, sample(turn, CHANGES));
      await live(/** @type {World} */ (life), questions, acts);
    }
  } finally {
    await gateway.close();
  }
  return { counts, differences };

  /** @param {World} life @param {[Request, Way][]} questions @param {import("../generate/change.mjs").Change[]} acts */
  async function live(life, questions, acts) {
    const later = Date.now() + AHEAD - NOW;
    const store = new Store(place, later);
    const history = new History(later);
    await history.add(life.rules, () => store.reset(life.rules));
    await gateway.until(1);

    const changing = (async () => {
      for (const act of acts) {
        await sleep(CHANGE_MILLISECONDS);
        const touched = apply(life, act);
        await history.add(life.rules, () => store.change(life.rules, touched));
        counts.changes = Number(counts.changes) + 1;
      }
    })();
    const left = [...questions];
    const calling = Array.from({ length: CALLERS }, async () => {
      for (let next = left.pop(); next; next = left.pop()) await call(life, history, next);
    });
    await Promise.all([changing, ...calling]);
    // The next world begins at revision 1 again, so the gateway has to be at a later one.
    await store.change(life.rules, null);
    await gateway.until(store.revision);
  }

  /** @param {World} life @param {History} history @param {[Request, Way]} question */
  async function call(life, history, [recipe, way]) {
    const sentCall = spellCall(spellRequest(life, recipe), way);
    const question = listeners[way.listener](sentCall);
    const sent = Date.now();
    const answer = await send(Number(gateway.portOf[way.listener]), sentCall);
    const received = Date.now();
    const said = saidBy(way, answer);
    const fits = (/** @type {Verdict} */ verdict) =>
      said === null
        ? verdict.status !== 200 || !isHttp(sentCall)
        : said === JSON.stringify(publicly(verdict));
    counts.requests = Number(counts.requests) + 1;
    if (said === null) counts.refusedByParser = Number(counts.refusedByParser) + 1;
    if (history.isSpreading(sent)) counts.whileSpreading = Number(counts.whileSpreading) + 1;
    const outcome = `status ${answer.status}`;
    counts[outcome] = (counts[outcome] ?? 0) + 1;
    if (!history.explains(question, sent, received, fits)) {
      differences.push(
        JSON.stringify({ listener: way.listener, call: sentCall, question, sent, said, answer }),
      );
    }
  }
}

/** Whether the request's target is what HTTP lets it be: else the parser may refuse it, also for its query. @param {Call} call */
const isHttp = ({ target }) => /^[\x21-\x7e]+$/.test(target);

/** What an answer says, as text to compare; null when the HTTP parser refused the request. @param {Way} way @param {Answer} answer */
function saidBy({ listener }, { status, headers, body }) {
  if (!headers.has("x-request-id") && [0, 400, 414, 431].includes(status)) return null;
  const json = listener === "decision" ? JSON.parse(body) : null;
  return JSON.stringify({
    status: json ? (json.status ?? 200) : Number(headers.get("x-latchkey-status") ?? status),
    reason: json?.reason ?? headers.get("x-latchkey-reason") ?? null,
    operation:
      json?.operation ?? headers.get("x-served-operation") ?? headers.get("x-latchkey-operation") ?? null,
    missingPermission: json?.missingPermission ?? headers.get("x-latchkey-missing-permission") ?? null,
  });
}

/** @param {Verdict} verdict */
const publicly = ({ status, reason, operation, missingPermission }) => ({
  status,
  reason: status === 401 ? "UNAUTHENTICATED" : reason,
  operation,
  missingPermission,
});
