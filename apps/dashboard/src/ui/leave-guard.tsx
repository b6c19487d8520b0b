import { Button, Group, Modal, Text } from "@mantine/core";
import { type ShouldBlockFn, useBlocker, useRouter } from "@tanstack/react-router";
import { useCallback, useEffect, useRef, useState } from "react";
import { guardLeaving } from "./leaving.js";

interface Props {
  active: boolean;
  title: string;
  children: string;
}

/** Asks before a page is left, also before the tab is closed or reloaded, and before signing out. */
export function LeaveGuard({ active, title, children }: Props) {
  const { history } = useRouter();
  const [isAsking, setIsAsking] = useState(false);
  const waiting = useRef<{ answer: (leaves: boolean) => void; at: string } | null>(null);
  // Who goes back twice is asked once, about where the second leads: the first is never answered.
  const ask = useCallback(
    () =>
      new Promise<boolean>((answer) => {
        waiting.current = { answer, at: history.location.href };
        setIsAsking(true);
      }),
    [history],
  );
  function answer(leaves: boolean) {
    setIsAsking(false);
    waiting.current?.answer(leaves);
    waiting.current = null;
  }

  const shouldBlockFn: ShouldBlockFn = async ({ current, next }) => {
    if (!isSamePlace(current, next)) return !(await ask());
    // Led back by the browser's buttons while it was asked: there is nothing to ask about, and the browser is where it was.
    waiting.current = null;
    setIsAsking(false);
    return false;
  };
  useBlocker({ shouldBlockFn, enableBeforeUnload: active, disabled: !active });
  useEffect(() => (active ? guardLeaving(ask) : undefined), [active, ask]);
  // Where the page shows something else by now, nobody has agreed to leave that: the address is that of the page again. Not where what
  // was sent has led elsewhere.
  useEffect(
    () => () => {
      if (waiting.current?.at === history.location.href) waiting.current.answer(false);
    },
    [history],
  );

  return (
    // Above the drawer too, in which one signs out, and above what asks to sign in again, from where one can go back.
    <Modal opened={isAsking} onClose={() => answer(false)} title={title} zIndex={1001}>
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

type Place = Parameters<ShouldBlockFn>[0]["current"];

function isSamePlace(current: Place, next: Place): boolean {
  return current.pathname === next.pathname && JSON.stringify(current.search) === JSON.stringify(next.search);
}
