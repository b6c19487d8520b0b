import { useState } from "react";
import { Page } from "../shell/page.js";
import { NewKeyForm } from "./new-key-form.js";
import { NewKeyShown } from "./new-key-shown.js";

/** A key that was just made. Its token's text is in this component's state and nowhere else. */
export interface MadeKey {
  id: string;
  key: string;
  token: string;
  scope: "ALL_APIS" | "SELECTED_APIS";
  codes: readonly string[];
}

export function NewKeyPage() {
  const [made, setMade] = useState<MadeKey | null>(null);
  return (
    <Page title={made ? "Copy the token now" : "New key"} key={made ? "made" : "form"}>
      {made ? <NewKeyShown made={made} /> : <NewKeyForm onMade={setMade} />}
    </Page>
  );
}
