/** What asks, or waits for an answer, above the page. */
export const DIALOG = '[aria-modal="true"]';

/** The one that is open above all others; undefined: none is. */
export function topDialog(): Element | undefined {
  return [...document.querySelectorAll(DIALOG)].at(-1);
}
