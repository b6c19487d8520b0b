/** What to do about one that failed: it, by its id, and why. */
export type OnFailure = (subjectId: string, error: unknown) => void;

/** Does `work` for one after the other; one that fails keeps none of the others from it. */
export async function forEach<T extends { id: string }>(
  all: readonly T[],
  work: (one: T) => Promise<void>,
  onFailure: OnFailure,
): Promise<void> {
  for (const one of all) await work(one).catch((error: unknown) => onFailure(one.id, error));
}
