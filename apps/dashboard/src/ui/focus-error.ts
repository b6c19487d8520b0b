/** A field, or the choice that is made in a refused group of them. */
const REFUSED = '[aria-invalid="true"], [data-refused] input:checked';

/** Leads the reader to the first field that was refused, once it is marked as such. */
export function focusFirstError(): void {
  setTimeout(() => document.querySelector<HTMLElement>(REFUSED)?.focus(), 50);
}
