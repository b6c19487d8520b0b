import type { Catalogue } from "../catalogue/catalogue.js";
import { isAccessControl } from "./access-control.js";

export type AccessScope = "ALL_APIS" | "SELECTED_APIS";

/** The operations that a key may call: one bit each, by their index in `Catalogue.operations`. */
export interface CompiledPermissions {
  bits: Uint32Array;
}

/**
 * Compiles a key's permissions against one catalogue. They are valid for that one only: compile again when it changes.
 * A granted Api covers all its operations; ALL_APIS covers every operation except the built-in Api's, which `codes` may add.
 * Codes that the catalogue does not contain, or no longer contains, grant nothing.
 */
export function compilePermissions(
  scope: AccessScope,
  codes: readonly string[],
  catalogue: Catalogue,
): CompiledPermissions {
  const granted = new Set(codes);
  const bits = new Uint32Array(Math.ceil(catalogue.operations.length / 32));
  catalogue.operations.forEach(({ code, api }, index) => {
    const byScope = scope === "ALL_APIS" && !isAccessControl(api);
    if (byScope || granted.has(api) || granted.has(code))
      bits[index >>> 5] = (bits[index >>> 5] ?? 0) | (1 << index);
  });
  return { bits };
}

/** Whether the operation at this index in `Catalogue.operations` is granted. */
export function grants(permissions: CompiledPermissions, index: number): boolean {
  return (((permissions.bits[index >>> 5] ?? 0) >>> index) & 1) === 1;
}
