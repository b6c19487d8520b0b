import type { Database } from "../database/database.js";
import type { Auth } from "./auth.js";
import { Operator } from "./operator.entity.js";
import type { User } from "./user.entity.js";

/** The signed-in person; null: nobody. */
export interface WhoAsks {
  user: User | null;
  isOperator: boolean;
  /** Cookies to answer with: a session that is used lives on. */
  cookies: string[];
}

/** Who asks, by the session cookie among `headers`. Read from the database each time, so that a session that has ended is over. */
export async function whoAsks(auth: Auth, database: Database, headers: Headers): Promise<WhoAsks> {
  if (!headers.has("cookie")) return { user: null, isOperator: false, cookies: [] };
  const { response, headers: answer } = await auth.api.getSession({ headers, returnHeaders: true });
  const cookies = answer?.getSetCookie() ?? [];
  if (!response) return { user: null, isOperator: false, cookies };
  const user = { ...response.user, image: response.user.image ?? null };
  const isOperator = await database.reader.manager.existsBy(Operator, { userId: user.id });
  return { user, isOperator, cookies };
}
