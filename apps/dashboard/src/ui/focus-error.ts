/** Leads the reader to the first field that was refused, once it is marked as such. */
export function focusFirstError(): void {
  setTimeout(() => document.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus(), 50);
}
