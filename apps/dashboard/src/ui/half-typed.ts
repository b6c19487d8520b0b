/** Whether a date on the page is typed in part: its field then holds an empty text, as if nothing stood in it. */
export function hasHalfTypedDate(): boolean {
  const fields = document.querySelectorAll<HTMLInputElement>('input[type="datetime-local"]');
  return [...fields].some(({ validity }) => validity.badInput);
}
