import { Drawer } from "@mantine/core";
import type { ReactNode } from "react";
import { Logo } from "../ui/logo.js";

/** The navigation below 768 px; its code is loaded when it is opened. */
export default function NavigationDrawer({
  onClose,
  children,
}: {
  onClose: () => void;
  children: ReactNode;
}) {
  return (
    <Drawer
      opened
      onClose={onClose}
      title={<Logo />}
      size={280}
      closeButtonProps={{ "aria-label": "Close navigation" }}
      transitionProps={{ duration: 0 }}
    >
      {children}
    </Drawer>
  );
}
