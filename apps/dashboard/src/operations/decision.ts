import { personInWords } from "../identity/person-name.js";
import {
  type EndChoice,
  FOR_EVER,
  LONGEST_NOTE,
  parseEnd,
  parseLimit,
  textProblem,
} from "../throttle/request-fields.js";
import { outcomeInWords } from "../throttle/request-words.js";
import { toLocalInput } from "../ui/local-input.js";
import { localTime } from "../ui/time.js";

type Request = Parameters<typeof outcomeInWords>[0] & {
  account: { id: string };
  requestedBy: { id: string; name: string } | null;
};

/** How an operator grants another value than was asked: as it was typed. Begins with what was asked. */
export interface OtherTerms {
  limit: string;
  end: EndChoice;
}

type Asked = Pick<Request, "requestedLimit" | "requestedUntil">;

export function asAsked({ requestedLimit, requestedUntil }: Asked): OtherTerms {
  const end = requestedUntil ? { kind: "date", date: toLocalInput(requestedUntil) } : FOR_EVER;
  return { limit: String(requestedLimit), end };
}

/** Whether these terms are still the asked ones: nothing was typed that could be lost. */
export function isAsAsked({ limit, end }: OtherTerms, request: Asked): boolean {
  return limit === asAsked(request).limit && isLeftAlone(end, request);
}

function isLeftAlone(end: EndChoice, request: Asked): boolean {
  const asked = asAsked(request).end;
  return end.kind === asked.kind && end.date === asked.date;
}

/** The terms to send, seen from `now`, or the sentences for what can't be sent. An end that was left alone is left out: as asked. */
export function termsOf(
  { limit, end }: OtherTerms,
  request: Asked,
  now: number,
): { terms: { grantedLimit: number; validUntil?: string | null } } | { problems: Record<string, string> } {
  const granted = parseLimit(limit);
  const until = parseEnd(end, now);
  if ("problem" in granted || "problem" in until) {
    return {
      problems: {
        ...("problem" in granted && { grantedLimit: granted.problem }),
        ...("problem" in until && { validUntil: until.problem }),
      },
    };
  }
  const ended = isLeftAlone(end, request) ? {} : { validUntil: until.at };
  return { terms: { grantedLimit: granted.value, ...ended } };
}

/** A decision as it stands in the form; `other` counts where it is otherwise than asked. */
export interface TypedDecision {
  choice: "as-asked" | "otherwise" | "decline";
  other: OtherTerms;
  note: string;
}

/** What to send of a decision, seen from `now`: terms that are left out are as asked. Or the sentences for what can't be sent. */
export function readDecision(
  { choice, other, note }: TypedDecision,
  request: Asked,
  now: number,
):
  | { decision: { note: string | null; grantedLimit?: number; validUntil?: string | null } }
  | { problems: Record<string, string> } {
  const terms = choice === "otherwise" ? termsOf(other, request, now) : { terms: {} };
  const missing = choice === "decline" ? "Say why: the account reads it." : "";
  const wrongNote = missing || note.trim() ? textProblem(note, LONGEST_NOTE, missing) : null;
  if ("terms" in terms && !wrongNote) return { decision: { ...terms.terms, note: note.trim() || null } };
  return {
    problems: { ...("problems" in terms && terms.problems), ...(wrongNote && { note: wrongNote }) },
  };
}

/** The limit that would be in force; null: it stays as it is, or can't be read. */
export function limitToGrant({ choice, other }: TypedDecision, { requestedLimit }: Asked): number | null {
  if (choice === "as-asked") return requestedLimit;
  const read = choice === "otherwise" ? parseLimit(other.limit) : null;
  return read && "value" in read ? read.value : null;
}

interface Viewer {
  user: { id: string } | null;
  accounts: readonly { id: string }[];
}

/** Who ended a request that was open here, how and when. */
export function decidedMeanwhile(request: Request): string {
  const who = request.decidedBy ? ` by ${personInWords(request.decidedBy)}` : "";
  const when = request.decidedAt ? `, ${localTime(request.decidedAt)}` : "";
  return `${outcomeInWords(request)}${who}${when}.`;
}

/** Why this operator may not decide; null: they may. */
export function ownAccountReason({ account, requestedBy }: Request, viewer: Viewer): string | null {
  if (viewer.accounts.some(({ id }) => id === account.id))
    return "You are a member of this account: nobody decides for their own.";
  if (requestedBy && requestedBy.id === viewer.user?.id)
    return "You asked for it yourself, when you were a member of this account.";
  return null;
}
