import { outcomeInWords } from "../throttle/request-words.js";
import { localTime } from "../ui/time.js";

type Request = Parameters<typeof outcomeInWords>[0] & {
  account: { id: string };
  requestedBy: { id: string; name: string } | null;
};

interface Viewer {
  user: { id: string } | null;
  accounts: readonly { id: string }[];
}

/** Who ended a request that was open here, how and when. */
export function decidedMeanwhile(request: Request): string {
  const who = request.decidedBy ? ` by ${request.decidedBy.name}` : "";
  const when = request.decidedAt ? `, ${localTime(Date.parse(request.decidedAt))}` : "";
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
