import Bowser from "bowser";

/** Characters that are looked at: browsers send no more than half of it, and whoever signs in may send anything. */
const LONGEST = 500;
/** The program in front, where it is no browser: "curl" of "curl/8.5.0". All browsers say "Mozilla". */
const PROGRAM = /^(?!Mozilla\b)[\w.-]{1,40}(?=[/ ]|$)/;

/**
 * Browser and system in words, as a `User-Agent` header has them: "Firefox on Linux". Nothing proves that it is true.
 * @returns null where it tells neither
 */
export function deviceOf(userAgent: string | null): string | null {
  const text = userAgent?.slice(0, LONGEST).trim();
  if (!text) return null;
  const { browser, os } = Bowser.parse(text);
  const program = browser.name || PROGRAM.exec(text)?.[0];
  return [program, os.name].filter(Boolean).join(" on ") || null;
}
