import { SaveErrors } from "../ui/save-errors.js";
import type { Save } from "../ui/use-save.js";
import { useKey } from "./key-context.js";
import { LastChange } from "./last-change.js";

interface Props {
  save: Save;
  /** Where something was edited: loads the key anew, and drops that, or keeps it. Left out: there is nothing to lose. */
  onReload?: () => unknown;
  onKeep?: () => unknown;
}

/** Why the open key was not saved; when somebody else has changed it, who, when and how. */
export function KeySaveErrors({ save, onReload, onKeep }: Props) {
  const { key, reload } = useKey();
  async function startOver() {
    await reload();
    save.clear();
  }
  return (
    <SaveErrors
      save={save}
      change={save.errors.stale && <LastChange id={key.id} />}
      onReload={onReload ?? startOver}
      onKeep={onKeep}
    />
  );
}
