import { localTime, relativeTime } from "../ui/time.js";

interface State {
  status: "ACTIVE" | "DISABLED" | "EXPIRED";
  expiresAt: string | null;
  tokens: readonly { status: "ACTIVE" | "RETIRING" }[];
  /** What it may call and from where, in a few words. */
  access: string;
  network: string;
}

/** How a key stands, in a sentence or two. `now` in epoch milliseconds. */
export function stateSentence({ status, expiresAt, tokens, access, network }: State, now: number): string {
  if (status === "DISABLED")
    return "This key is disabled: every call with it is denied until it is enabled again.";
  if (status === "EXPIRED") {
    const when = expiresAt ? ` ${moment(expiresAt, now)}` : "";
    return `This key expired${when}: every call with it is denied.`;
  }
  const sentences = [`This key works. It may call ${lower(access)}, from ${lower(network)}.`];
  if (tokens.some((token) => token.status === "RETIRING")) {
    sentences.push("Its token was regenerated: the old one still works as well.");
  }
  if (expiresAt) sentences.push(`It expires ${moment(expiresAt, now)}.`);
  return sentences.join(" ");
}

/** How far away it is, and by the reader's clock: whoever plans a move needs the day. */
function moment(at: string, now: number): string {
  return `${relativeTime(Date.parse(at), now)}, on ${localTime(at)}`;
}

/** For the middle of a sentence; "API" and numbers stay as they are. */
function lower(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1);
}
