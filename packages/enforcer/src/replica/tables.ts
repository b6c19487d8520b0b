import { type Catalogue, compileCatalogue } from "@latchkey/enforcement";
import type { Row } from "../sql/database.js";
import { type AccountNumbers, Accounts } from "./accounts.js";
import { Keys } from "./keys.js";
import { Limits } from "./limits.js";
import { readCatalogue } from "./operations.js";
import { PermissionSets } from "./permission-sets.js";
import type { Problems } from "./problems.js";

/** All rules at one revision, as they are applied row by row. */
export class Tables {
  catalogue: Catalogue = compileCatalogue([]);
  private readonly sets = new PermissionSets(this.catalogue);
  readonly accounts: Accounts;
  readonly keys: Keys;
  readonly limits = new Limits();

  constructor(numbers: AccountNumbers) {
    this.accounts = new Accounts(numbers);
    this.keys = new Keys(this.accounts, this.sets);
  }

  /** Replaces the catalogue. Permissions are bits by an operation's index in it, so they are compiled again in the same turn. */
  applyCatalogue(apis: readonly Row[], operations: readonly Row[], problems: Problems): void {
    const { catalogue, broken } = readCatalogue(apis, operations, problems);
    this.catalogue = catalogue;
    this.sets.compile(catalogue);
    this.limits.setApis(apis, broken, problems);
  }
}
