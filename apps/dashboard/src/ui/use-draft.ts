import { useState } from "react";

interface Draft<Value> {
  value: Value;
  set: (value: Value) => void;
  /** What the draft started from. */
  base: Value;
  /** The version it started from: what the server must still have when the draft is saved. */
  version: number;
  dirty: boolean;
  /** Starts over from what is known now, or from what was just saved. */
  restart: (version?: number, value?: Value) => void;
  /** Goes on from what somebody else has saved meanwhile, with `value` where it is given, else as it was edited. */
  rebase: (version: number, base: Value, value?: Value) => void;
}

/**
 * An edited copy of a part of an object. The object may be loaded anew meanwhile: an untouched draft follows it, a touched one
 * keeps its version, so that saving it over somebody else's change is refused.
 */
export function useDraft<Value>(
  version: number,
  current: Value,
  same: (a: Value, b: Value) => boolean,
): Draft<Value> {
  const [base, setBase] = useState({ version, value: current });
  const [value, set] = useState(current);
  const dirty = !same(base.value, value);
  const restart = (newVersion = version, newValue = current) => {
    setBase({ version: newVersion, value: newValue });
    set(newValue);
  };
  const rebase = (newVersion: number, newBase: Value, newValue = value) => {
    setBase({ version: newVersion, value: newBase });
    set(newValue);
  };
  if (!dirty && version > base.version) restart();
  return { value, set, base: base.value, version: base.version, dirty, restart, rebase };
}
