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
  /** Gives what was typed before its field was there, and ends the keeping of it. */
  takeTyped: () => string;
  open: () => void;
  close: () => void;
  /** The same, where another page is opened, which takes the focus. */
  leave: () => void;
}

/**
 * Whether the palette is open, and what opens and closes it: also Ctrl+K or Cmd+K, wherever the focus is, unless a dialog waits for an
 * answer. Closing gives the focus back to where it was. `onOpen` makes room for it.
 */
export function usePalette(onOpen: () => void): PaletteState {
  const [state, setState] = useState<"closed" | "opened" | "failed">("closed");
  const before = useRef<Element | null>(null);
  const endHolding = useRef<() => string>(() => "");
  const opened = state === "opened";

  function open(): void {
    before.current = document.activeElement;
    endHolding.current();
    endHolding.current = holdTyping(document);
    const show = () => {
      onOpen();
      // As a transition: React holds back for 300 ms what was waited for once.
      startTransition(() => setState("opened"));
    };
    // Not left to `lazy`: what it can't load takes the page away, and with it what was typed there.
    load().then(show, () => {
      takeTyped();
      setState("failed");
    });
  }
  function takeTyped(): string {
    const text = endHolding.current();
    endHolding.current = () => "";
    return text;
  }
  function leave(): void {
    takeTyped();
    setState("closed");
  }
  function close(): void {
    leave();
    if (before.current instanceof HTMLElement) before.current.focus({ preventScroll: true });
  }
  function toggle(): void {
    if (document.querySelector(ASKING)) return;
    if (opened) close();
    else open();
  }
  // Also in fields, and in whatever else can be typed into.
  useHotkeys([["mod+K", toggle]], [], true);
  return { opened, failed: state === "failed", takeTyped, open, close, leave };
}
