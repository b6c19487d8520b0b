import { Button, Group, Modal, Text } from "@mantine/core";
import { useBlocker } from "@tanstack/react-router";

interface Props {
  active: boolean;
  title: string;
  children: string;
}

/** Asks before a page is left, also before the tab is closed or reloaded. */
export function LeaveGuard({ active, title, children }: Props) {
  const blocker = useBlocker({
    shouldBlockFn: () => active,
    enableBeforeUnload: active,
    disabled: !active,
    withResolver: true,
  });
  return (
    <Modal opened={blocker.status === "blocked"} onClose={() => blocker.reset?.()} title={title}>
      <Text size="sm">{children}</Text>
      <Group justify="flex-end" mt="lg">
        <Button color="red" variant="light" onClick={() => blocker.proceed?.()}>
          Leave
        </Button>
        <Button onClick={() => blocker.reset?.()} data-autofocus>
          Stay
        </Button>
      </Group>
    </Modal>
  );
}
