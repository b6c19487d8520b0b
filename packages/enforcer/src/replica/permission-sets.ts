import {
  type AccessScope,
  type Catalogue,
  type CompiledPermissions,
  compilePermissions,
} from "@latchkey/enforcement";

/** What one or many keys were granted. Compiled again in place when the catalogue changes. */
export interface PermissionSet {
  readonly scope: AccessScope;
  readonly codes: readonly string[];
  compiled: CompiledPermissions;
}

/** Keys with the same permissions share one set. */
export class PermissionSets {
  private sets = new Map<string, PermissionSet>();
  private sweepAt = 1_000;

  constructor(private catalogue: Catalogue) {}

  get(scope: AccessScope, codes: readonly string[]): PermissionSet {
    const sorted = [...codes].sort();
    const name = `${scope} ${sorted.join(" ")}`;
    let set = this.sets.get(name);
    if (!set) {
      set = { scope, codes: sorted, compiled: compilePermissions(scope, sorted, this.catalogue) };
      this.sets.set(name, set);
    }
    return set;
  }

  compile(catalogue: Catalogue): void {
    this.catalogue = catalogue;
    for (const set of this.sets.values()) {
      set.compiled = compilePermissions(set.scope, set.codes, catalogue);
    }
  }

  /** Forgets sets that no key has any more, once they have become many. */
  sweep(inUse: () => Iterable<PermissionSet>): void {
    if (this.sets.size < this.sweepAt) return;
    const used = new Set(inUse());
    for (const [name, set] of this.sets) if (!used.has(set)) this.sets.delete(name);
    this.sweepAt = Math.max(1_000, 2 * this.sets.size);
  }
}
