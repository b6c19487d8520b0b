import { Button, Group, Modal, Text } from "@mantine/core";
import { useBlocker } from "@tanstack/react-router";
import { useCallback, useEffect, useState } from "react";
import { guardLeaving } from "./leaving.js";

interface Props {
  active: boolean;
  title: string;
  children: string;
}

/** Asks before a page is left, also before the tab is closed or reloaded, and before signing out. */
export function LeaveGuard({ active, title, children }: Props) {
  const [asked, setAsked] = useState<{ answer: (leaves: boolean) => void } | null>(null);
  const ask = useCallback(() => new Promise<boolean>((answer) => setAsked({ answer })), []);
  useBlocker({
    shouldBlockFn: async () => !(await ask()),
    enableBeforeUnload: active,
    disabled: !active,
  });
  useEffect(() => (active ? guardLeaving(ask) : undefined), [active, ask]);

  function answer(leaves: boolean) {
    setAsked(null);
    asked?.answer(leaves);
  }

  return (
    // Above the drawer too, in which one signs out.
    <Modal opened={asked !== null} onClose={() => answer(false)} title={title} zIndex={250}>
      <Text size="sm">{children}</Text>
      <Group justify="flex-end" mt="lg">
        <Button color="red" variant="light" onClick={() => answer(true)}>
          Leave
        </Button>
        <Button onClick={() => answer(false)} data-autofocus>
          Stay
        </Button>
      </Group>
    </Modal>
  );
}
