import { Group } from "@mantine/core";
import { ROLES } from "../members/member.js";
import { Page } from "../shell/page.js";
import { ThemeSwitch } from "../shell/theme-switch.js";
import { Fact, Facts } from "../ui/facts.js";
import { Panel } from "../ui/panel.js";
import { useSignedIn } from "./account.js";
import { ProfilePanel } from "./profile-panel.js";

/** Who is signed in, to what, and how it looks. */
export function ProfilePage() {
  const { account } = useSignedIn();
  return (
    <Page title="Profile">
      <ProfilePanel />
      {account && (
        <Panel title="Account">
          <Facts>
            <Fact name="Name">{account.name}</Fact>
            <Fact name="Sid in API paths">
              <span className="lk-mono">{account.sid}</span>
            </Fact>
            {account.viewerRole && <Fact name="Your role">{ROLES[account.viewerRole].name}</Fact>}
          </Facts>
        </Panel>
      )}
      <Panel title="Theme" lead="Kept in this browser.">
        <Group>
          <ThemeSwitch />
        </Group>
      </Panel>
    </Page>
  );
}
