import { Burger, Group, Stack } from "@mantine/core";
import { useDisclosure, useTimeout } from "@mantine/hooks";
import { Outlet, useRouterState } from "@tanstack/react-router";
import { Suspense, useEffect } from "react";
import { useSignedIn } from "../accounts/account.js";
import { useSessionEnded } from "../identity/session.js";
import { useNewRights } from "../identity/use-new-rights.js";
import { OpenPaletteButton, OpenPaletteIcon, PaletteFailure } from "../palette/open-buttons.js";
import { Palette, usePalette } from "../palette/use-palette.js";
import { lazyPart } from "../ui/lazy-part.js";
import { Logo } from "../ui/logo.js";
import { AccountMenu } from "./account-menu.js";
import { Navigation } from "./navigation.js";
import { SignedInAs } from "./signed-in-as.js";
import { ThemeSwitch } from "./theme-switch.js";

const loadSessionEndedDialog = () => import("../identity/session-ended-dialog.js");
const NavigationDrawer = lazyPart(() => import("./navigation-drawer.js"));
const SessionEndedDialog = lazyPart(loadSessionEndedDialog);

/** When the page has long been there, milliseconds. */
const LATER = 10_000;

/** Navigation at the left, below 768 px in a drawer; the page beside it. */
export function Shell() {
  const { viewer } = useSignedIn();
  const ended = useSessionEnded();
  const [drawer, { open, close }] = useDisclosure(false);
  const palette = usePalette(close);
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  // Also by the browser's buttons: neither stays open over another page, which takes the focus.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path is what they follow
  useEffect(() => {
    close();
    palette.leave();
  }, [pathname]);
  useNewRights();
  // A session often ends over night, and then the server may have another version, without this file.
  useTimeout(() => void loadSessionEndedDialog().catch(() => undefined), LATER, { autoInvoke: true });
  return (
    <div className="lk-shell">
      <a href="#main" className="lk-skip">
        Skip to the content
      </a>
      <section className="lk-bar" aria-label="Top bar">
        <Logo />
        <Group gap="xs">
          <OpenPaletteIcon onClick={palette.open} />
          <Burger
            opened={drawer}
            onClick={open}
            size="sm"
            aria-label="Open navigation"
            aria-expanded={drawer}
          />
        </Group>
        {palette.failed && <PaletteFailure />}
      </section>
      <Suspense>
        {drawer && (
          <NavigationDrawer onClose={close}>
            <Side onNavigate={close} />
          </NavigationDrawer>
        )}
      </Suspense>
      <aside className="lk-side" aria-label="Latchkey">
        <Stack gap="lg" h="100%">
          <div style={{ paddingInline: 10 }}>
            <Logo />
          </div>
          <OpenPaletteButton onClick={palette.open} />
          {palette.failed && <PaletteFailure />}
          <Side />
        </Stack>
      </aside>
      <main id="main" className="lk-main" tabIndex={-1}>
        <div className="lk-column">
          <Outlet />
        </div>
      </main>
      <Suspense>
        {palette.opened && <Palette takeTyped={palette.takeTyped} onClose={palette.close} />}
      </Suspense>
      <Suspense>{ended && <SessionEndedDialog email={viewer.user?.email ?? undefined} />}</Suspense>
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
      <Stack gap="sm">
        <SignedInAs />
        <ThemeSwitch compact />
      </Stack>
    </Stack>
  );
}
