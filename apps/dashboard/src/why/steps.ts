/** What each stage of a decision looks at, as its owner calls it. */
const TITLES: Record<string, string> = {
  authenticate: "Account and key",
  admit: "Address",
  match: "Method and path",
  authorize: "Permission",
  throttle: "Throttle",
};

export type StepState = "passed" | "failed" | "not judged" | "not reached";

interface Step {
  name: string;
  passed: boolean | null;
}

export function stepTitle(name: string): string {
  return TITLES[name] ?? name;
}

/** What came of a step. `allowed` is the whole decision's: without a denial every step is reached. */
export function stepState({ passed }: Step, allowed: boolean): StepState {
  if (passed === null) return allowed ? "not judged" : "not reached";
  return passed ? "passed" : "failed";
}

/** The decision in a sentence. */
export function decisionInWords({ allowed, status }: { allowed: boolean; status: number }): string {
  return allowed
    ? `This call would pass, with status ${status}.`
    : `This call would be denied with status ${status}.`;
}
