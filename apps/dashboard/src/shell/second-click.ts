const DIALOGS = ".mantine-Modal-root, .mantine-Drawer-root";

interface Click {
  /** How many clicks have followed each other at this place; 0: it was made by the keyboard. */
  detail: number;
  target: Pick<Element, "closest"> | null;
}

/**
 * Tells of each click whether it was meant for what it hits. The second of a double click was not where the first has opened a dialog, or
 * closed one: it would close what was opened, or press a button that nobody has read.
 */
export function createClickJudge(): (click: Click) => boolean {
  let first: Element | null = null;
  return ({ detail, target }) => {
    const dialog = target?.closest(DIALOGS) ?? null;
    if (detail > 1) return dialog === first;
    first = dialog;
    return true;
  };
}

/** Keeps such clicks from all that hears of clicks. Called before anything is drawn, to hear of them first. */
export function holdSecondClick(document: Document): void {
  const isMeant = createClickJudge();
  const hold = (event: MouseEvent) => {
    const target = event.target instanceof Element ? event.target : null;
    if (isMeant({ detail: event.detail, target })) return;
    event.stopImmediatePropagation();
    event.preventDefault();
  };
  document.addEventListener("click", hold, { capture: true });
}
