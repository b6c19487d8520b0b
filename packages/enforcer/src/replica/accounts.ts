import type { AccountRule } from "@latchkey/enforcement";
import type { Row } from "../sql/database.js";
import { flag, name } from "./columns.js";
import type { Problems } from "./problems.js";

/** In characters; an account is made with no longer one. */
const LONGEST_SID = 64;

/** All accounts, each with a number that it keeps. A broken one is missing: nothing can be decided about its keys. */
export class Accounts {
  private readonly numbers = new Map<string, number>();
  private readonly rules: (AccountRule | undefined)[] = [];

  /** The number of the account with this id, whether it was read yet or not. */
  numberOf(id: string): number {
    const known = this.numbers.get(id);
    if (known !== undefined) return known;
    const number = this.rules.push(undefined) - 1;
    this.numbers.set(id, number);
    return number;
  }

  at(number: number): AccountRule | undefined {
    return this.rules[number];
  }

  apply(row: Row, problems: Problems): void {
    const id = String(row.id);
    const account = problems.attempt("account", id, () => ({
      id,
      sid: name(row.sid, "sid", LONGEST_SID),
      suspended: flag(row.suspended, "suspended"),
    }));
    this.rules[this.numberOf(id)] = account ?? undefined;
  }
}
