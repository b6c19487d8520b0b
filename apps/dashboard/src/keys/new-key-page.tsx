import { useState } from "react";
import { useAccount } from "../accounts/account.js";
import { KEY_CHANGERS, mayChangeKeys } from "../accounts/roles.js";
import { WhoMay } from "../accounts/who-may.js";
import { Page } from "../shell/page.js";
import { NewKeyForm } from "./new-key-form.js";
import { NewKeyShown } from "./new-key-shown.js";
import type { MadeKey } from "./use-create-key.js";

export function NewKeyPage() {
  const { viewerRole } = useAccount();
  const [made, setMade] = useState<MadeKey | null>(null);
  if (!made && !mayChangeKeys(viewerRole)) {
    return (
      <Page title="New key">
        <WhoMay act="create a key" roles={KEY_CHANGERS} />
      </Page>
    );
  }
  return (
    <Page
      title={made ? "Copy the token now" : "New key"}
      key={made ? "made" : "form"}
      lead={!made && "Only the name is needed; all else can be changed later."}
    >
      {made ? <NewKeyShown made={made} /> : <NewKeyForm onMade={setMade} />}
    </Page>
  );
}
