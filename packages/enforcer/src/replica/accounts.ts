import type { AccountRule } from "@latchkey/enforcement";
import type { Row } from "../sql/database.js";
import { flag, name } from "./columns.js";
import type { Problems } from "./problems.js";

/** In characters; an account is made with no longer one. */
const LONGEST_SID = 64;

/** A number for each account, which it keeps however often the rules are loaded: counters go by it. */
export class AccountNumbers {
  private readonly numbers = new Map<string, number>();

  /** From 0; of an account that was not heard of yet, the next. */
  of(id: string): number {
    const known = this.numbers.get(id);
    if (known !== undefined) return known;
    const number = this.numbers.size;
    this.numbers.set(id, number);
    return number;
  }
}

/** All accounts. A broken one is missing: nothing can be decided about its keys. */
export class Accounts {
  /** By number. */
  private readonly rules: (AccountRule | undefined)[] = [];

  constructor(private readonly numbers: AccountNumbers) {}

  /** The number of the account with this id, whether it was read yet or not. */
  numberOf(id: string): number {
    const number = this.numbers.of(id);
    // Filled from the start, since V8 keeps an array with holes in it as a slow table.
    while (this.rules.length <= number) this.rules.push(undefined);
    return number;
  }

  at(number: number): AccountRule | undefined {
    return this.rules[number];
  }

  apply(row: Row, problems: Problems): void {
    const id = String(row.id);
    const number = this.numberOf(id);
    const account = problems.attempt("account", id, () => ({
      id,
      number,
      sid: name(row.sid, "sid", LONGEST_SID),
      suspended: flag(row.suspended, "suspended"),
    }));
    this.rules[number] = account ?? undefined;
  }
}
