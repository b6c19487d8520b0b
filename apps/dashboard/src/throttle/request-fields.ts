import { formatCount } from "../ui/count.js";
import { fromLocalInput } from "../ui/local-input.js";

const MOST = 1_000_000;
export const LONGEST_REASON = 2_000;
export const LONGEST_NOTE = 500;

/** A limit as it was typed: the number, or the sentence that says what is wrong with it. */
export function parseLimit(text: string): { value: number } | { problem: string } {
  const typed = text.trim();
  if (typed === "") return { problem: "Give a limit: calls per window." };
  if (!/^-?\d+$/.test(typed)) return { problem: "A limit is a whole number, in digits alone: 1500." };
  const value = Number(typed);
  if (value < 1) return { problem: "A limit is at least 1." };
  if (value > MOST) return { problem: "A limit is at most 1,000,000." };
  return { value };
}

/** How long a limit is to hold, as a form has it. */
export interface EndChoice {
  /** "ever", a number of days, or "date". */
  kind: string;
  /** The text of a datetime-local input; counts for "date" alone. */
  date: string;
}

export const FOR_EVER: EndChoice = { kind: "ever", date: "" };

const DAY = 24 * 3_600_000;

/** The moment that was chosen, seen from `now`, RFC 3339 in UTC; null: for ever. */
export function parseEnd(
  { kind, date }: EndChoice,
  now: number,
): { at: string | null } | { problem: string } {
  if (kind === "ever") return { at: null };
  if (kind !== "date") return { at: new Date(now + Number(kind) * DAY).toISOString() };
  const at = fromLocalInput(date);
  if (at === null) return { problem: "Give a date and a time." };
  return Date.parse(at) > now ? { at } : { problem: "This moment has passed." };
}

interface Terms {
  limit: number;
  /** RFC 3339; null: for ever. */
  validUntil: string | null;
}

/** The sentence for an ask that would change nothing; null for any other. */
export function sameProblem(asked: Terms, inForce: Terms): string | null {
  const end = ({ validUntil }: Terms) => validUntil && Date.parse(validUntil);
  return asked.limit === inForce.limit && end(asked) === end(inForce)
    ? "This limit is in force already."
    : null;
}

/** The sentence for a text that must say something; null for a good one. */
export function textProblem(text: string, longest: number, missing: string): string | null {
  const length = [...text.trim()].length;
  if (length === 0) return missing;
  return length > longest
    ? `At most ${formatCount(longest)} characters; these are ${formatCount(length)}.`
    : null;
}

/** A request as the form has it. */
export interface TypedRequest {
  limit: string;
  end: EndChoice;
  reason: string;
}

export const NOTHING_TYPED: TypedRequest = { limit: "", end: FOR_EVER, reason: "" };

/** What to ask for, seen from `now`, where `inForce` holds; or the sentences for what can't be asked. */
export function readRequest(
  typed: TypedRequest,
  inForce: Terms,
  now: number,
): { request: Terms & { reason: string } } | { problems: Record<string, string> } {
  const limit = parseLimit(typed.limit);
  const until = parseEnd(typed.end, now);
  const missing = "Say what the calls are for. An operator decides by it.";
  const wrongReason = textProblem(typed.reason, LONGEST_REASON, missing);
  if ("problem" in limit || "problem" in until || wrongReason) {
    return {
      problems: {
        ...("problem" in limit && { limit: limit.problem }),
        ...(wrongReason && { reason: wrongReason }),
        ...("problem" in until && { validUntil: until.problem }),
      },
    };
  }
  const asked = { limit: limit.value, validUntil: until.at };
  const same = sameProblem(asked, inForce);
  return same ? { problems: { limit: same } } : { request: { ...asked, reason: typed.reason.trim() } };
}
