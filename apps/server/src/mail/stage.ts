/** A moment before an end at which people are reminded. `before` in milliseconds. */
interface Stage {
  name: string;
  before: number;
}

/**
 * The stage that has been reached of something that began at `from` and ends at `until`; null: none. One that lies before the
 * beginning, or at it, is none. Of several that were missed the last one is told alone.
 * @param stages the nearest to the end first
 */
export function stageOf<S extends Stage>(
  stages: readonly S[],
  { from, until, now }: { from: Date; until: Date; now: Date },
): S | null {
  const at = (stage: S) => until.getTime() - stage.before;
  return stages.find((stage) => at(stage) > from.getTime() && at(stage) <= now.getTime()) ?? null;
}
