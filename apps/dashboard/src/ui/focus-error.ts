import { topDialog } from "./top-dialog.js";

/** A field, or the choice that is made in a refused group of them. */
const REFUSED = '[aria-invalid="true"], [data-refused] input:checked';

/**
 * Leads the reader to the first field that was refused, once it is marked as such, and to why: it stands below the field. What is below
 * a dialog stays there. Who has gone on to another field meanwhile is left there, as what they type would land in the wrong one.
 */
export function focusFirstError(): void {
  const before = document.activeElement;
  setTimeout(() => {
    const now = document.activeElement;
    if (now !== before && now?.matches("input, textarea, select")) return;
    const field = (topDialog() ?? document).querySelector<HTMLElement>(REFUSED);
    field?.focus();
    field?.scrollIntoView({ block: "nearest" });
  }, 50);
}
