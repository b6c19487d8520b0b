import { PUBLIC_REASONS, type Rules } from "@latchkey/enforcement";
import type { Account } from "../accounts/account.entity.js";
import type { Context } from "../graphql/context.js";
import { badInput, notFound } from "../graphql/errors.js";
import type { ThrottleLimit } from "../throttle/throttle-limit.js";
import { listLimits } from "../throttle/throttle-limit.service.js";
import { stepsOf } from "./decision-steps.js";
import { judgeKey } from "./judge-key.js";
import { readKey } from "./read-key.js";
import type { SimulateAccessInput } from "./simulate-access.inputs.js";
import type { SimulatedDecision } from "./simulated-decision.js";

/** Of a path, in characters: no listener reads longer headers. Each character costs something to judge. */
const LONGEST_PATH = 64 * 1024;

/** What a gateway would say to a call with a key. Spends and records nothing. @throws NOT_FOUND, BAD_USER_INPUT */
export async function simulateAccess(
  context: Context,
  input: SimulateAccessInput,
): Promise<SimulatedDecision> {
  const { key, standing } = await readKey(context, input.apiKeyId);
  if (input.path.length > LONGEST_PATH)
    throw badInput(`"path" may have at most ${LONGEST_PATH.toLocaleString("en")} characters.`);
  const rules = await context.installation.rules.read(key.id);
  const now = input.at?.getTime() ?? context.installation.clock.now();
  const { method, path, clientAddress = null } = input;
  const judged = judgeKey(rules, key.key, { method, path, clientAddress }, now);
  if (judged === null) throw notFound();
  return {
    allowed: judged.allowed,
    reason: judged.allowed ? null : judged.reason,
    operation: judged.operation,
    missingPermission: judged.allowed ? null : judged.missingPermission,
    status: judged.allowed ? 200 : PUBLIC_REASONS[judged.reason].status,
    steps: stepsOf(judged),
    throttle: await limitOf(context, standing.account, rules, judged.operation, now),
  };
}

async function limitOf(
  context: Context,
  account: Account,
  { catalogue }: Rules,
  operation: string | null,
  now: number,
): Promise<ThrottleLimit | null> {
  const api = catalogue.operations.find(({ code }) => code === operation)?.api;
  if (api === undefined) return null;
  const [limit] = await listLimits(context, account, { apis: [api], now });
  return limit ?? null;
}
