import { unless } from "./refusal.js";

type Path = (string | number)[];

const isBlank = (text: string) => text.trim() === "";
const hasControls = (text: string) => /\p{Cc}/u.test(text);
const checkLength = (text: string, most: number, path: Path) =>
  unless([...text].length <= most, "TOO_LONG", ...path);

/** A line with something in it. */
export function checkLine(text: string | null, most: number, ...path: Path): string[] {
  const isLine = text !== null && !isBlank(text) && !hasControls(text);
  return isLine ? checkLength(text, most, path) : unless(false, "INVALID", ...path);
}

/** A text that may be empty, or left out. */
export function checkText(text: string | null | undefined, most: number, ...path: Path): string[] {
  if (text == null) return [];
  if (hasControls(text.replace(/[\t\r\n]/g, ""))) return unless(false, "INVALID", ...path);
  return checkLength(text, most, path);
}

/** A text with something in it. */
export const checkFilled = (text: string, most: number, ...path: Path) =>
  isBlank(text) ? unless(false, "INVALID", ...path) : checkText(text, most, ...path);

export const moment = (text: string | null | undefined) => (text == null ? null : Date.parse(text));
