import { findBreakingChanges, type GraphQLSchema } from "graphql";

/**
 * Compares the served schema with the part of it that users may rely on.
 * @param notYet what of the core is not served yet: types (`Member`) and fields (`Account.members`), exactly
 * @returns one line for each breach; none when all is well
 */
export function findBreaches(
  core: GraphQLSchema,
  served: GraphQLSchema,
  notYet: readonly string[],
): string[] {
  const missing = new Set(notYet);
  const breaches: string[] = [];
  for (const { description } of findBreakingChanges(core, served)) {
    const subject = /^(?:Standard scalar )?([\w.]+) was removed/.exec(description)?.[1] ?? "";
    if (!missing.delete(subject)) breaches.push(`breaks the core: ${description}`);
  }
  for (const subject of missing)
    breaches.push(`is listed as not served yet, but is (or never was in the core): ${subject}`);
  return breaches;
}
