import type { Database } from "../database/database.js";
import type { Auth } from "./auth.js";
import { Operator } from "./operator.entity.js";
import type { User } from "./user.entity.js";

/** The signed-in person; null: nobody. */
interface WhoAsks {
  user: User | null;
  /** The session that the cookie is of. */
  sessionId: string | null;
  isOperator: boolean;
  hasSecondFactor: boolean;
  /** On the provider's staff, but not an operator for want of a second factor. */
  lacksSecondFactor: boolean;
  /** Cookies to answer with: a session that is used lives on. */
  cookies: string[];
}

export const NOBODY: WhoAsks = {
  user: null,
  sessionId: null,
  isOperator: false,
  hasSecondFactor: false,
  lacksSecondFactor: false,
  cookies: [],
};

interface Identity {
  auth: Auth;
  database: Database;
  /** Whether the provider's staff are operators with a second factor only. */
  secondFactorRequired: boolean;
}

/** The id of the person to whom a page shows itself: a browser has one session for all its tabs, and another person may have begun it. */
const SHOWN_TO = "x-latchkey-user";

/** Whether the page that asks is shown to somebody else than the person of the session. */
export function isShownToAnother(headers: Headers, { id }: Pick<User, "id">): boolean {
  return (headers.get(SHOWN_TO) ?? id) !== id;
}

/**
 * Who asks, by the session cookie among `headers`. Read from the database each time, so that a session that has ended is over. Nobody,
 * where the page that asks is shown to somebody else.
 */
export async function whoAsks(
  { auth, database, secondFactorRequired }: Identity,
  headers: Headers,
): Promise<WhoAsks> {
  if (!headers.has("cookie")) return NOBODY;
  const { response, headers: answer } = await auth.api.getSession({ headers, returnHeaders: true });
  const cookies = answer?.getSetCookie() ?? [];
  if (!response || isShownToAnother(headers, response.user)) return { ...NOBODY, cookies };
  const { twoFactorEnabled, ...rest } = response.user;
  const user = { ...rest, image: rest.image ?? null, twoFactorEnabled: twoFactorEnabled === true };
  const isStaff = await database.reader.manager.existsBy(Operator, { userId: user.id });
  const hasSecondFactor = user.twoFactorEnabled;
  const lacksSecondFactor = isStaff && secondFactorRequired && !hasSecondFactor;
  const isOperator = isStaff && !lacksSecondFactor;
  return { user, sessionId: response.session.id, isOperator, hasSecondFactor, lacksSecondFactor, cookies };
}
