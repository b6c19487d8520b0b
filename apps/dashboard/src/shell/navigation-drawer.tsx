import { Drawer, Group } from "@mantine/core";
import type { ReactNode } from "react";
import { Logo } from "../ui/logo.js";

/** The navigation below 768 px; its code is loaded when it is opened. Without Mantine's header, which would be one more beside that of a dialog above it. */
export default function NavigationDrawer({
  onClose,
  children,
}: {
  onClose: () => void;
  children: ReactNode;
}) {
  return (
    <Drawer.Root opened onClose={onClose} size={280} transitionProps={{ duration: 0 }}>
      <Drawer.Overlay />
      <Drawer.Content aria-label="Navigation">
        <Group justify="space-between" wrap="nowrap" p="md">
          <Logo />
          <Drawer.CloseButton aria-label="Close navigation" />
        </Group>
        <Drawer.Body>{children}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}
