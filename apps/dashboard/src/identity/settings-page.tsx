import { Group } from "@mantine/core";
import { ROLES } from "../members/member.js";
import { MembersPanel } from "../members/members-panel.js";
import { SecondFactorPanel } from "../second-factor/second-factor-panel.js";
import { Page } from "../shell/page.js";
import { ThemeSwitch } from "../shell/theme-switch.js";
import { Fact, Facts } from "../ui/facts.js";
import { Panel } from "../ui/panel.js";
import { useSignedIn } from "./account.js";
import { NotificationsPanel } from "./notifications-panel.js";
import { PasswordPanel } from "./password-panel.js";
import { ProfilePanel } from "./profile-panel.js";
import { SessionsPanel } from "./sessions-panel.js";

export function SettingsPage() {
  const { viewer, account } = useSignedIn();
  return (
    <Page title="Settings">
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
      {account && <MembersPanel />}
      <SecondFactorPanel />
      <PasswordPanel />
      <SessionsPanel />
      {(account || viewer.isOperator) && <NotificationsPanel />}
      <Panel title="Theme" lead="Kept in this browser.">
        <Group>
          <ThemeSwitch />
        </Group>
      </Panel>
    </Page>
  );
}
