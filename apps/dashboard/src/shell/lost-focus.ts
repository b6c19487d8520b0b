import { DIALOG, topDialog } from "../ui/top-dialog.js";

/** Long enough for a dialog that closes to give the focus back by itself, milliseconds. */
const SETTLING = 300;

/**
 * Keeps the keyboard's place. An act often ends with the button that did it gone or disabled; the browser then drops the focus to the
 * body, and whoever uses the keyboard or a screen reader begins at the top. The focus goes back to the button where it can be pressed
 * again, else into the dialog that is open, else to where it was before a dialog that is gone, and else to the page's heading. Where
 * people take it away themselves, it stays away.
 */
export function keepFocus(document: Document): void {
  let held: HTMLElement | null = null;
  // Where the focus was last outside of dialogs: mostly the button that has opened one.
  let below: HTMLElement | null = null;
  let isLooking = false;

  const isLost = () => held !== null && document.activeElement === document.body && document.hasFocus();
  const find = () => {
    isLooking = false;
    if (!isLost() || held === null) return;
    const wasInDialog = held !== below;
    const place = isFocusable(held)
      ? held
      : (dialogPlace() ??
        (wasInDialog && below && isFocusable(below) ? below : document.querySelector("h1[tabindex]")));
    if (place instanceof HTMLElement) place.focus({ preventScroll: true });
  };

  document.addEventListener("focusin", ({ target }) => {
    held = target instanceof HTMLElement ? target : null;
    if (!held?.closest(DIALOG)) below = held;
  });
  document.addEventListener("focusout", () => {
    // What could be focused still was left by somebody who meant to.
    setTimeout(() => {
      if (isLost() && held !== null && isFocusable(held)) held = null;
    });
  });
  new MutationObserver(() => {
    if (!isLost() || isLooking) return;
    isLooking = true;
    setTimeout(find, SETTLING);
  }).observe(document.body, { childList: true, subtree: true, attributeFilter: ["disabled"] });
}

/** Where the keyboard begins in the dialog on top. */
function dialogPlace(): Element | undefined {
  const dialog = topDialog();
  return dialog?.querySelector("[data-autofocus]") ?? dialog;
}

function isFocusable(element: HTMLElement): boolean {
  return element.isConnected && !element.matches(":disabled");
}
