import type { AccountRule } from "@latchkey/enforcement";
import type { Row } from "../sql/database.js";
import { flag, name } from "./columns.js";
import type { Problems } from "./problems.js";

/** In characters: the bound on the sid of a new account. */
const LONGEST_SID = 64;

/** Gives each account a number that it keeps through every reload of the rules: counters are found by it. */
export class AccountNumbers {
  private readonly numbers = new Map<string, number>();

  /** The account's number, from 0; an account that is new gets the next one. */
  of(id: string): number {
    const known = this.numbers.get(id);
    if (known !== undefined) return known;
    const number = this.numbers.size;
    this.numbers.set(id, number);
    return number;
  }
}

/** All accounts. A broken one is left out: requests with its keys can't be decided. */
export class Accounts {
  /** By number. */
  private readonly rules: (AccountRule | undefined)[] = [];

  constructor(private readonly numbers: AccountNumbers) {}

  /** The number of the account with this id, whose row need not have been read yet. */
  numberOf(id: string): number {
    const number = this.numbers.of(id);
    // No holes: V8 would keep an array with holes as a slow hash table.
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
