import { Burger, Drawer, Stack } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { Outlet } from "@tanstack/react-router";
import { useSignedIn } from "../identity/account.js";
import { SessionEndedDialog } from "../identity/session-ended-dialog.js";
import { Logo } from "../ui/logo.js";
import { AccountMenu } from "./account-menu.js";
import { Navigation } from "./navigation.js";
import { ThemeSwitch } from "./theme-switch.js";

/** Navigation at the left, below 768 px in a drawer; the page beside it. */
export function Shell() {
  const { viewer } = useSignedIn();
  const [drawer, { open, close }] = useDisclosure(false);
  return (
    <div className="lk-shell">
      <a href="#main" className="lk-skip">
        Skip to the content
      </a>
      <div className="lk-bar">
        <Logo />
        <Burger
          opened={drawer}
          onClick={open}
          size="sm"
          aria-label="Open navigation"
          aria-expanded={drawer}
        />
      </div>
      <Drawer
        opened={drawer}
        onClose={close}
        title={<Logo />}
        size={280}
        closeButtonProps={{ "aria-label": "Close navigation" }}
        transitionProps={{ duration: 0 }}
      >
        <Side onNavigate={close} />
      </Drawer>
      <aside className="lk-side" aria-label="Latchkey">
        <Stack gap="lg" h="100%">
          <div style={{ paddingInline: 10 }}>
            <Logo />
          </div>
          <Side />
        </Stack>
      </aside>
      <main id="main" className="lk-main" tabIndex={-1}>
        <div className="lk-column">
          <Outlet />
        </div>
      </main>
      <SessionEndedDialog email={viewer.user?.email ?? undefined} />
    </div>
  );
}

function Side({ onNavigate }: { onNavigate?: () => void }) {
  return (
    <Stack gap="lg" flex={1} justify="space-between">
      <Stack gap="lg">
        <AccountMenu />
        <Navigation onNavigate={onNavigate} />
      </Stack>
      <ThemeSwitch compact />
    </Stack>
  );
}
