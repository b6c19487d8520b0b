import { useAttempts } from "../ui/use-attempts.js";
import { useSave } from "../ui/use-save.js";
import { hasCode } from "../ui/user-errors.js";
import { useKey } from "./key-context.js";
import { RegenerateMutation } from "./rotation.graphql.js";

interface Content {
  id: string;
  gracePeriodSeconds: number;
  endPreviousGrace: boolean;
  replaceActive: boolean;
}

/** Regenerates the open key's token. */
export function useRegenerate() {
  const { key, reload } = useKey();
  const attempts = useAttempts();
  const save = useSave(["gracePeriodSeconds"]);

  /** Gives the new token's text, which must be kept in component state alone; null when there is none. */
  async function regenerate(content: Content): Promise<string | null> {
    const input = () => attempts.inputFor(content, () => ({ ...content, expectedVersion: key.version }));
    const done = await save.send(
      { document: RegenerateMutation, input },
      async ({ errors }) => {
        attempts.answered(content);
        // So that both tokens are seen, of which one ends with the next.
        if (hasCode(errors, "ALREADY_APPLIED")) await reload();
      },
      "no-cache",
    );
    return done?.token ?? null;
  }

  return {
    regenerate,
    save,
    /** An earlier try was carried out, though its answer was lost. */
    doneBefore: hasCode(save.refused, "ALREADY_APPLIED"),
    /** The answer may only have been lost: then the same is sent again, whatever it has opened meanwhile. */
    lost: save.error !== null,
  };
}
