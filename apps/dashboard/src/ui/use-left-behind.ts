import { useState } from "react";

interface LeftBehind<Value> {
  /** Gives `instead`, to be chosen in the place of the value. */
  leaveFor: (instead: Value) => Value;
  /** What was left for the value; undefined where it came otherwise, as by discarding what was edited. */
  left: Value | undefined;
}

/** Keeps what was edited and is left for a choice without more to it: who takes that back finds it again. */
export function useLeftBehind<Value extends object>(value: Value): LeftBehind<Value> {
  const [kept, setKept] = useState<{ value: Value; instead: Value } | null>(null);
  return {
    leaveFor(instead) {
      setKept({ value, instead });
      return instead;
    },
    left: kept?.instead === value ? kept.value : undefined,
  };
}
