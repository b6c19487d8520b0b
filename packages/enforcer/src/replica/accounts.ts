import type { AccountRule } from "@latchkey/enforcement";
import type { Row } from "../sql/database.js";
import { flag, text } from "./columns.js";
import type { Problems } from "./problems.js";

/** All accounts by id. A broken one is missing: nothing can be decided about its keys. */
export class Accounts {
  private readonly byId = new Map<string, AccountRule>();

  find(id: string): AccountRule | undefined {
    return this.byId.get(id);
  }

  apply(row: Row, problems: Problems): void {
    const id = String(row.id);
    const account = problems.attempt("account", id, () => ({
      id,
      sid: text(row, "sid"),
      suspended: flag(row, "suspended"),
    }));
    if (account) this.byId.set(id, account);
    else this.byId.delete(id);
  }
}
