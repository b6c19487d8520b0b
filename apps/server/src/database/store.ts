import type { Clock } from "@latchkey/enforcer";
import type { Database } from "./database.js";

/** What a change needs that does not come from a request: where it is written, and what time it is. */
export interface Store {
  database: Database;
  clock: Clock;
}
