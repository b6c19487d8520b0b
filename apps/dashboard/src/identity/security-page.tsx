import { SecondFactorPanel } from "../second-factor/second-factor-panel.js";
import { Page } from "../shell/page.js";
import { PasswordPanel } from "./password-panel.js";
import { SessionsPanel } from "./sessions-panel.js";

/** How one signs in, and where one is signed in. */
export function SecurityPage() {
  return (
    <Page title="Security">
      <SecondFactorPanel />
      <PasswordPanel />
      <SessionsPanel />
    </Page>
  );
}
