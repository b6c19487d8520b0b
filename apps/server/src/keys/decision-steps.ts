import { type DenialReason, type Denied, type Passed, publicMessage } from "@latchkey/enforcement";
import type { DecisionStep } from "./simulated-decision.js";

/** What a gateway does with a call, in this order. */
const STAGES = ["authenticate", "admit", "match", "authorize", "throttle"] as const;
type Stage = (typeof STAGES)[number];

/** The stage that gives each reason. */
const STAGE_OF: Record<Exclude<DenialReason, "UNAVAILABLE">, Stage> = {
  MISSING_CREDENTIALS: "authenticate",
  MALFORMED_CREDENTIALS: "authenticate",
  UNKNOWN_KEY: "authenticate",
  WRONG_TOKEN: "authenticate",
  TOKEN_RETIRED: "authenticate",
  ACCOUNT_SUSPENDED: "authenticate",
  KEY_DISABLED: "authenticate",
  KEY_EXPIRED: "authenticate",
  IP_NOT_ALLOWED: "admit",
  AMBIGUOUS_PATH: "match",
  UNKNOWN_API: "match",
  ACCOUNT_MISMATCH: "match",
  PERMISSION_DENIED: "authorize",
  THROTTLED: "throttle",
};

/** Every stage of a decision with what came of it. */
export function stepsOf(judged: Passed | Denied): DecisionStep[] {
  const denial = judged.allowed ? null : { at: STAGES.indexOf(deniedAt(judged)), judged };
  return STAGES.map((name, place) => {
    if (denial !== null && place === denial.at)
      return { name, passed: false, detail: publicMessage(denial.judged, null) };
    if (denial !== null && place > denial.at) return { name, passed: null, detail: "Not reached." };
    if (name === "throttle")
      return { name, passed: null, detail: "Not judged: what nobody calls spends nothing." };
    return { name, passed: true, detail: passing(name, judged.operation) };
  });
}

/** UNAVAILABLE with an operation: its limit can't be read. Without one: the key can't, or, when there is a caller, what the path stands for. */
function deniedAt({ reason, caller, operation }: Denied): Stage {
  if (reason !== "UNAVAILABLE") return STAGE_OF[reason];
  if (operation !== null) return "throttle";
  return caller === null ? "authenticate" : "match";
}

function passing(stage: Exclude<Stage, "throttle">, operation: string | null): string {
  const sentences: Record<typeof stage, string> = {
    authenticate: "The account is not suspended; the key is enabled and has not expired.",
    admit: "The key may be used from this address.",
    match: `This method and path are the operation ${operation}.`,
    authorize: `The key was granted ${operation}.`,
  };
  return sentences[stage];
}
