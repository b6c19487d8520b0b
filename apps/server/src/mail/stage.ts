/** A moment before an end at which people are reminded. `before` in milliseconds. */
interface Stage {
  name: string;
  before: number;
}

/**
 * The last stage that something has reached which began at `from` and ends at `until`. Only stages after the beginning count.
 * @param stages the nearest to the end first
 * @returns null when none is reached
 */
export function stageOf<S extends Stage>(
  stages: readonly S[],
  { from, until, now }: { from: Date; until: Date; now: Date },
): S | null {
  const at = (stage: S) => until.getTime() - stage.before;
  return stages.find((stage) => at(stage) > from.getTime() && at(stage) <= now.getTime()) ?? null;
}
