import { type Catalogue, compileCatalogue } from "@latchkey/enforcement";
import type { Row } from "../sql/database.js";
import { Accounts } from "./accounts.js";
import { Keys } from "./keys.js";
import { Limits } from "./limits.js";
import { readCatalogue } from "./operations.js";
import { PermissionSets } from "./permission-sets.js";
import type { Problems } from "./problems.js";

/** Everything that a replica holds. */
export class Tables {
  catalogue: Catalogue = compileCatalogue([]);
  private readonly sets = new PermissionSets(this.catalogue);
  readonly accounts = new Accounts();
  readonly keys = new Keys(this.accounts, this.sets);
  readonly limits = new Limits();

  /** Permissions are bits by an operation's place in the catalogue, so they change with it, in the same turn. */
  applyCatalogue(apis: readonly Row[], operations: readonly Row[], problems: Problems): void {
    const { catalogue, broken } = readCatalogue(apis, operations, problems);
    this.catalogue = catalogue;
    this.sets.compile(catalogue);
    this.limits.setApis(apis, broken, problems);
  }
}
