import { type NamedPerson, personInWords } from "../identity/person-name.js";
import { formatCount } from "../ui/count.js";
import { localTime } from "../ui/time.js";
import { limitInWords } from "./limit-state.js";

/** What the words about a request need of it. */
interface Request {
  status: "PENDING" | "APPROVED" | "DECLINED" | "WITHDRAWN";
  api: { windowSeconds: number };
  currentLimit: number;
  requestedLimit: number;
  grantedLimit: number | null;
  requestedUntil: string | null;
  validUntil: string | null;
  endedAt: string | null;
  decidedAt: string | null;
  decidedBy: NamedPerson | null;
  requestedBy: NamedPerson | null;
  enteredBy: NamedPerson | null;
}

/** "until 1 Mar 2026, 12:00 UTC", or "for ever". */
export function untilInWords(at: string | null): string {
  return at ? `until ${localTime(at)}` : "for ever";
}

/** "200 → 500 per minute". */
export function changeInWords({ currentLimit, requestedLimit, api }: Request): string {
  return `${formatCount(currentLimit)} → ${limitInWords(requestedLimit, api.windowSeconds)}`;
}

/** Letters that run from right to left take figures behind them along: "200 → 500" is seen as "500 → 200". */
const FROM_THE_RIGHT =
  /[\p{Script=Adlam}\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Nko}\p{Script=Syriac}\p{Script=Thaana}]/u;
/** The mark, which is not seen, behind which all runs from left to right again (Unicode TR 9 §2.6). */
const LEFT_TO_RIGHT = "\u200e";

/** "Voice: 200 → 500 per minute". */
export function askedInWords(request: Request & { api: { name: string } }): string {
  const { name } = request.api;
  return `${name}${FROM_THE_RIGHT.test(name) ? LEFT_TO_RIGHT : ""}: ${changeInWords(request)}`;
}

/** Who asked: a member, or an operator for the account. */
export function askerInWords({ requestedBy, enteredBy }: Request): string {
  if (requestedBy) return personInWords(requestedBy);
  return enteredBy ? `${personInWords(enteredBy)}, on behalf of the account` : "An automation key";
}

/** What became of a request, in a sentence without a name. */
export function outcomeInWords(request: Request): string {
  const { status, requestedLimit, grantedLimit, requestedUntil, validUntil, api } = request;
  if (status === "PENDING") return "Waits for a decision";
  if (status === "WITHDRAWN") return "Withdrawn by the account";
  if (status === "DECLINED") return "Declined";
  const granted = grantedLimit ?? requestedLimit;
  const asAsked = granted === requestedLimit && validUntil === requestedUntil;
  return `Approved${asAsked ? " as asked" : ""}: ${limitInWords(granted, api.windowSeconds)} ${untilInWords(validUntil)}`;
}

/** Where what was granted stands at `now`, in epoch milliseconds; null: nothing was granted. */
export function standingOf(
  { status, validUntil, endedAt, decidedAt }: Request,
  now: number,
): { state: "in-force" | "ended"; words: string } | null {
  if (status !== "APPROVED") return null;
  if (endedAt) return { state: "ended", words: `Ended early by an operator on ${localTime(endedAt)}` };
  if (validUntil && Date.parse(validUntil) <= now)
    return { state: "ended", words: `Ended by itself on ${localTime(validUntil)}` };
  const since = decidedAt ? `Granted since ${localTime(decidedAt)}` : "Granted";
  return { state: "in-force", words: `${since}, ${untilInWords(validUntil)}` };
}
