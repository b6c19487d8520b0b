import type { UserError } from "../ui/user-errors.js";

/** The server's sentences about single entries (`allowlist.entries.3.cidr`), by the entry's place. */
export function entryErrors(errors: readonly UserError[]): ReadonlyMap<number, string> {
  const byPlace = new Map<number, string>();
  for (const { path, message } of errors) {
    const place = Number(path?.[path.indexOf("entries") + 1]);
    if (path?.includes("entries") && Number.isInteger(place)) byPlace.set(place, message);
  }
  return byPlace;
}
