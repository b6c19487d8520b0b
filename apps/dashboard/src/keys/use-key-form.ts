import { useState } from "react";
import { useAccount } from "../accounts/account.js";
import { mayChangeKey } from "../accounts/roles.js";
import { type FragmentOf, readFragment } from "../graphql.js";
import { followDraft, type Merge, rebaseDraft, type Same, startDraft } from "../ui/draft.js";
import { type Effect, toastSaved } from "../ui/toast.js";
import { type TypedWrite, useSave } from "../ui/use-save.js";
import { hasCode, type UserError } from "../ui/user-errors.js";
import { KeyHead } from "./key.graphql.js";
import { type Key, useKey } from "./key-context.js";

/** A part of a key that is edited and saved by itself. */
export interface KeyPart<Value> {
  /** As sentences name it: "network". */
  name: string;
  of: (key: Key) => Value;
  same: Same<Value>;
  /** Left out: what was edited stays as it is when somebody else's change is loaded below it. */
  merge?: Merge<Value>;
  /** The form's fields, by the names that errors give them. */
  fields: readonly string[];
}

export interface KeyPayload {
  apiKey: FragmentOf<typeof KeyHead> | null;
  effect: Effect | null;
  errors: readonly UserError[];
}

export type KeyForm<Value> = ReturnType<typeof useKeyForm<Value>>;

/** The form of a part of the open key. A tab draws its fields; `SaveKeyForm` draws what is below them. */
export function useKeyForm<Value>(part: KeyPart<Value>) {
  const { viewerRole } = useAccount();
  const { key, reload } = useKey();
  const may = mayChangeKey(viewerRole, key.permissions);
  const save = useSave(part.fields);
  const [draft, setDraft] = useState(() => draftOf(key));
  const followed = followDraft(draft, key.version, part.of(key), part.same);
  if (followed !== draft) setDraft(followed);

  function draftOf(known: Key) {
    return startDraft(known.version, part.of(known));
  }

  /** Saves the draft, and goes on from what was saved. */
  async function submit<Input extends object>(write: TypedWrite<KeyPayload, Input>) {
    let stands: Key | null | undefined;
    const payload = await save.send(write, async ({ errors }) => {
      if (hasCode(errors, "STALE_VERSION")) stands = await findSaved();
    });
    const saved = readFragment(KeyHead, payload?.apiKey) ?? stands;
    if (!saved) return;
    save.clear();
    setDraft(draftOf(saved));
    toastSaved(`${part.name.charAt(0).toUpperCase()}${part.name.slice(1)} saved.`, payload?.effect);
  }

  /** The key as it is now, where this very draft is in it: an earlier sending has saved it, whose answer was lost. */
  async function findSaved(): Promise<Key | null> {
    const fresh = await reload();
    return fresh && part.same(part.of(fresh), draft.value) ? fresh : null;
  }

  function discard() {
    save.clear();
    setDraft(draftOf(key));
  }

  /** After somebody else's change: loads the key as it is now. When that fails, which the page shows, nothing is lost. */
  async function reloadAnd(next: (fresh: Key) => void) {
    const fresh = await reload();
    if (!fresh) return;
    save.clear();
    next(fresh);
  }

  return {
    part,
    /** Whether the viewer's role may change this key. */
    may,
    draft,
    dirty: !part.same(draft.base, draft.value),
    disabled: !may || save.pending,
    set: (value: Value) => setDraft((now) => ({ ...now, value })),
    save,
    submit,
    discard,
    reloadDropping: () => reloadAnd((fresh) => setDraft(draftOf(fresh))),
    reloadKeeping: () =>
      reloadAnd((fresh) => setDraft((now) => rebaseDraft(now, fresh.version, part.of(fresh), part.merge))),
  };
}
