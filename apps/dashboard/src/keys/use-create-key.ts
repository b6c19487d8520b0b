import { useState } from "react";
import { useAttempts } from "../ui/use-attempts.js";
import { useSave } from "../ui/use-save.js";
import { hasCode } from "../ui/user-errors.js";
import { NEW_KEY_FIELDS, type NewKeyInput } from "./details.js";
import { CreateKeyMutation } from "./keys.graphql.js";

/** A key that was just made. Its token's text is kept in component state and nowhere else. */
export interface MadeKey {
  id: string;
  key: string;
  token: string;
  scope: "ALL_APIS" | "SELECTED_APIS";
  codes: readonly string[];
}

/** A key that an earlier sending has made, whose answer was lost, with its token. */
interface MadeBefore {
  id: string;
  content: NewKeyInput;
}

/** Makes a key, one for each content of the form. */
export function useCreateKey(onMade: (made: MadeKey) => void) {
  const attempts = useAttempts();
  const [madeBefore, setMadeBefore] = useState<MadeBefore | null>(null);
  const save = useSave(NEW_KEY_FIELDS);

  async function create(content: NewKeyInput) {
    setMadeBefore(null);
    const write = { document: CreateKeyMutation, input: () => attempts.inputFor(content, () => content) };
    const made = await save.send(
      write,
      ({ apiKey, errors }) => {
        attempts.answered(content);
        if (apiKey && hasCode(errors, "ALREADY_APPLIED")) setMadeBefore({ id: apiKey.id, content });
      },
      "no-cache",
    );
    if (!made?.apiKey || !made.token) return;
    const { id, key, accessScope: scope, permissions: codes } = made.apiKey;
    onMade({ id, key, token: made.token, scope, codes });
  }

  return { create, save, madeBefore };
}
