import { personHeaders, sendInSession } from "./session.js";

/** What the server answered about signing in and what belongs to it. */
export interface AuthAnswer {
  /** 0 where the server could not be reached, or has not answered in time. */
  status: number;
  code: string | null;
  /** How long to wait, where the server says it, seconds. */
  retryAfter: number | null;
  body: Record<string, unknown>;
}

/** What is over with an answer of 401 is the session, but for these. */
const WRONG_CODES = ["INVALID_CODE", "CODE_USED", "INVALID_BACKUP_CODE"];

/** Sends what may be sent by somebody who is not signed in yet. */
export function askAuth(path: string, content: Record<string, string>): Promise<AuthAnswer> {
  return post(`/api/auth/${path}`, content);
}

/** Sends what is done in the name of the person to whom the page is shown: 401 where that person's session is over. */
export function askAsPerson(path: string, content: Record<string, string>): Promise<AuthAnswer> {
  return post(`/api/auth/${path}`, content, personHeaders());
}

/** The longest that is waited for an answer, milliseconds. */
const LONGEST = 30_000;

/** Posts JSON; never rejects. */
export async function post(
  url: string,
  content: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<AuthAnswer> {
  try {
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(content),
      signal: AbortSignal.timeout(LONGEST),
    });
    const body = await response.json().catch(() => null);
    return readAnswer(response.status, response.headers.get("retry-after"), body);
  } catch {
    return readAnswer(0, null, null);
  }
}

/** Sends what needs a session. Where that has ended, it is sent anew once the person has signed in again. */
export function askSignedIn(path: string, content: Record<string, string>): Promise<AuthAnswer> {
  return sendInSession(
    () => askAsPerson(path, content),
    ({ status, code }) => status === 401 && !WRONG_CODES.includes(code ?? ""),
  );
}

/**
 * Takes an answer apart; nothing of it is believed to be as it should. A success without JSON is none of the server's: something on the
 * way, like a network that wants one to sign in, has answered instead.
 */
export function readAnswer(sent: number, retryAfter: string | null, body: unknown): AuthAnswer {
  const isRead = typeof body === "object" && body !== null;
  const fields = isRead ? { ...body } : {};
  const status = isRead || sent < 200 || sent > 299 ? sent : 0;
  const code = "code" in fields && typeof fields.code === "string" ? fields.code : null;
  const seconds = /^\d+$/.test(retryAfter ?? "") ? Number(retryAfter) : null;
  return { status, code, retryAfter: seconds, body: fields };
}

export function isDone({ status }: AuthAnswer): boolean {
  return status >= 200 && status < 300;
}
