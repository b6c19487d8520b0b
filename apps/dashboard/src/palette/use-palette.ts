import { useHotkeys } from "@mantine/hooks";
import { lazy, startTransition, useRef, useState } from "react";
import { holdTyping } from "./hold-typing.js";

const load = () => import("./palette.js");

/** To be shown while it is open. Its code is loaded by then. */
export const Palette = lazy(load);

/** A dialog that waits for an answer. The drawer and the palette itself do not. */
const ASKING = '[aria-modal="true"]:not(.lk-palette, .mantine-Drawer-content)';

interface PaletteState {
  opened: boolean;
  /** Its code could not be loaded when it was to open. */
  failed: boolean;
  /** What was typed while its code was loaded. */
  typed: string;
  open: () => void;
  close: () => void;
}

/**
 * Whether the palette is open, and what opens and closes it: also Ctrl+K or Cmd+K, wherever the focus is, unless a dialog waits for an
 * answer. Closing gives the focus back to where it was. `onOpen` makes room for it.
 */
export function usePalette(onOpen: () => void): PaletteState {
  const [state, setState] = useState<"closed" | "opened" | "failed">("closed");
  const before = useRef<Element | null>(null);
  const [typed, setTyped] = useState("");
  const opened = state === "opened";

  function open(): void {
    before.current = document.activeElement;
    const endHolding = holdTyping(document);
    const show = () => {
      const text = endHolding();
      onOpen();
      // As a transition: React holds back for 300 ms what was waited for once.
      startTransition(() => {
        setTyped(text);
        setState("opened");
      });
    };
    // Not left to `lazy`: what it can't load takes the page away, and with it what was typed there.
    load().then(show, () => {
      endHolding();
      setState("failed");
    });
  }
  function close(): void {
    setState("closed");
    if (before.current instanceof HTMLElement) before.current.focus({ preventScroll: true });
  }
  function toggle(): void {
    if (document.querySelector(ASKING)) return;
    if (opened) close();
    else open();
  }
  // Also in fields, and in whatever else can be typed into.
  useHotkeys([["mod+K", toggle]], [], true);
  return { opened, failed: state === "failed", typed, open, close };
}
