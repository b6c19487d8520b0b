/** An edited copy of a part of an object. */
export interface Draft<Value> {
  /** The object's version that it started from: what the server must still have when the draft is saved. */
  version: number;
  /** What it started from. */
  base: Value;
  value: Value;
}

export type Same<Value> = (a: Value, b: Value) => boolean;

/** What one goes on with: one's own changes of `base`, made to what somebody else has saved. */
export type Merge<Value> = (base: Value, mine: Value, theirs: Value) => Value;

export function startDraft<Value>(version: number, value: Value): Draft<Value> {
  return { version, base: value, value };
}

/**
 * The draft beside the object as it was loaded last: an untouched one follows it, a touched one stays with its version, so that saving it
 * over somebody else's change is refused. Gives the very same draft where there is nothing to follow.
 */
export function followDraft<Value>(
  draft: Draft<Value>,
  version: number,
  loaded: Value,
  same: Same<Value>,
): Draft<Value> {
  const follows = version > draft.version && same(draft.base, draft.value);
  return follows ? startDraft(version, loaded) : draft;
}

/** The draft after somebody else has saved something; without a `merge` it stays as it was edited. */
export function rebaseDraft<Value>(
  { base, value }: Draft<Value>,
  version: number,
  theirs: Value,
  merge: Merge<Value> = (_base, mine) => mine,
): Draft<Value> {
  return { version, base: theirs, value: merge(base, value, theirs) };
}
