import { useMutation } from "@apollo/client/react";
import { useState } from "react";
import { useAttempts } from "../ui/use-attempts.js";
import { useSave } from "../ui/use-save.js";
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
  const [mutate, { reset }] = useMutation(CreateKeyMutation, { fetchPolicy: "no-cache" });
  const save = useSave(NEW_KEY_FIELDS);

  async function create(content: NewKeyInput) {
    const input = attempts.inputFor(content, () => content);
    setMadeBefore(null);
    const made = await save.run(async () => {
      const payload = (await mutate({ variables: { input } })).data?.createApiKey;
      // The mutation's own state would keep the token as well.
      reset();
      if (payload) attempts.answered(content);
      const before = payload?.errors.some(({ code }) => code === "ALREADY_APPLIED");
      setMadeBefore(before && payload?.apiKey ? { id: payload.apiKey.id, content } : null);
      return payload;
    });
    if (!made?.apiKey || !made.token) return;
    const { id, key, accessScope: scope, permissions: codes } = made.apiKey;
    onMade({ id, key, token: made.token, scope, codes });
  }

  return { create, save, madeBefore };
}
