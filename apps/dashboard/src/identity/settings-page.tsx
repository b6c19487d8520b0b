import { Group } from "@mantine/core";
import type { ReactNode } from "react";
import { ROLES } from "../members/member.js";
import { MembersPanel } from "../members/members-panel.js";
import { SecondFactorPanel } from "../second-factor/second-factor-panel.js";
import { Page } from "../shell/page.js";
import { ThemeSwitch } from "../shell/theme-switch.js";
import { Panel } from "../ui/panel.js";
import { useSignedIn } from "./account.js";
import { NotificationsPanel } from "./notifications-panel.js";
import { OtherSessionsButton } from "./other-sessions-button.js";
import { PasswordPanel } from "./password-panel.js";
import { SignOutButton } from "./sign-out-button.js";

export function SettingsPage() {
  const { viewer, account } = useSignedIn();
  return (
    <Page title="Settings">
      <Panel title="You">
        <Facts>
          <Fact name="Name">{viewer.user?.name ?? "–"}</Fact>
          <Fact name="E-mail">{viewer.user?.email ?? "–"}</Fact>
          {viewer.isOperator && <Fact name="Staff">Operator</Fact>}
        </Facts>
        <Group align="flex-start" gap="xs">
          <SignOutButton />
          <OtherSessionsButton />
        </Group>
      </Panel>
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
      {(account || viewer.isOperator) && <NotificationsPanel />}
      <Panel title="Theme" lead="Kept in this browser.">
        <Group>
          <ThemeSwitch />
        </Group>
      </Panel>
    </Page>
  );
}

function Facts({ children }: { children: ReactNode }) {
  return <dl className="lk-facts">{children}</dl>;
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
