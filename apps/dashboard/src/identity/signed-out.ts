let isSignedOut = false;

/** Called once the server has ended the session of the person to whom the pages are shown. */
export function rememberSignedOut(): void {
  isSignedOut = true;
}

/**
 * After signing out, takes the page away while it is left, and loads it anew where somebody comes back to it: browsers keep a page that one
 * has left as it was, and would show it to whoever goes back. `forget` takes away all that is drawn.
 */
export function forgetSignedOut(window: Window, forget: () => void): void {
  window.addEventListener("pagehide", () => {
    if (isSignedOut) forget();
  });
  window.addEventListener("pageshow", ({ persisted }) => {
    if (isSignedOut && persisted) window.location.reload();
  });
}
