/** A decimal number as it was typed, or the sentence that says what is wrong with it. */
export function parseBetween(
  text: string,
  least: number,
  most: number,
): { value: number } | { problem: string } {
  const typed = text.trim();
  const value = Number(typed);
  if (!/^\d+(\.\d+)?$/.test(typed) || value < least || value > most) {
    return { problem: `Give a number from ${least} to ${most.toLocaleString("en-GB")}, like 1.5.` };
  }
  return { value };
}
