import { Group } from "@mantine/core";
import { useSignedIn } from "../accounts/account.js";
import { AccountPanel } from "../accounts/account-panel.js";
import { Page } from "../shell/page.js";
import { ThemeSwitch } from "../shell/theme-switch.js";
import { Panel } from "../ui/panel.js";
import { ProfilePanel } from "./profile-panel.js";

/** Who is signed in, to what, and how it looks. */
export function ProfilePage() {
  const { account } = useSignedIn();
  return (
    <Page title="Profile">
      <ProfilePanel />
      {account && <AccountPanel />}
      <Panel title="Theme" lead="Kept in this browser.">
        <Group>
          <ThemeSwitch />
        </Group>
      </Panel>
    </Page>
  );
}
