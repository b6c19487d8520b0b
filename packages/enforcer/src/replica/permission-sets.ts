import {
  type AccessScope,
  type Catalogue,
  type CompiledPermissions,
  compilePermissions,
} from "@latchkey/enforcement";

/** The permissions of one or more keys. */
interface PermissionSet {
  readonly name: string;
  readonly scope: AccessScope;
  readonly codes: readonly string[];
  compiled: CompiledPermissions;
  /** How many keys have it. */
  keys: number;
}

const NOTHING: CompiledPermissions = { bits: new Uint32Array(0) };

/** Keys with the same permissions share one set. Each set has a number, which is used again when no key has the set any more. */
export class PermissionSets {
  private readonly numbers = new Map<string, number>();
  private readonly sets: (PermissionSet | undefined)[] = [];
  private readonly unused: number[] = [];

  constructor(private catalogue: Catalogue) {}

  /** How many sets there are. */
  get size(): number {
    return this.numbers.size;
  }

  /** The number of the set for a key that gets these permissions. To be given back with `give`. */
  take(scope: AccessScope, codes: readonly string[]): number {
    const sorted = codes.length < 2 ? codes : [...codes].sort();
    const name = codes.length === 0 ? scope : `${scope} ${sorted.join(" ")}`;
    const number = this.numbers.get(name) ?? this.unused.pop() ?? this.sets.length;
    const set = this.sets[number] ?? { name, scope, codes: sorted, compiled: NOTHING, keys: 0 };
    if (set.keys++ === 0) {
      set.compiled = compilePermissions(scope, sorted, this.catalogue);
      this.sets[number] = set;
      this.numbers.set(name, number);
    }
    return number;
  }

  /** One key less has the set. */
  give(number: number): void {
    const set = this.sets[number];
    if (set === undefined || --set.keys > 0) return;
    this.numbers.delete(set.name);
    this.sets[number] = undefined;
    this.unused.push(number);
  }

  at(number: number): CompiledPermissions {
    return this.sets[number]?.compiled ?? NOTHING;
  }

  /** Compiles all sets against a changed catalogue. */
  compile(catalogue: Catalogue): void {
    this.catalogue = catalogue;
    for (const set of this.sets) {
      if (set) set.compiled = compilePermissions(set.scope, set.codes, catalogue);
    }
  }
}
