import Bowser from "bowser";

/** Characters that are looked at: browsers send no more than half of it, and whoever signs in may send anything. */
const LONGEST = 500;
/** The program in front, where it is no browser: "curl" of "curl/8.5.0". All browsers say "Mozilla". */
const PROGRAM = /^(?!Mozilla\b)[\w.-]{1,40}(?=[/ ]|$)/;

/** What may be told: for what it does not know, bowser takes the name from the text, whatever stands there. */
const BROWSERS = new Set(Object.values(Bowser.BROWSER_MAP));
const SYSTEMS = new Set(Object.values(Bowser.OS_MAP));

/** Texts whose words are kept: more than a person's list of sessions has. */
const MOST_KEPT = 200;
/** By text, the newest last: looking at one takes many regular expressions, and a list is asked for again and again. */
const kept = new Map<string, string | null>();

/**
 * Browser and system in words, as a `User-Agent` header has them: "Firefox on Linux". Nothing proves that it is true.
 * @returns null where it tells neither
 */
export function deviceOf(userAgent: string | null): string | null {
  const text = userAgent?.slice(0, LONGEST).trim();
  if (!text) return null;
  const before = kept.get(text);
  if (before !== undefined) return before;
  const words = inWords(text);
  for (const oldest of kept.keys()) {
    if (kept.size < MOST_KEPT) break;
    kept.delete(oldest);
  }
  kept.set(text, words);
  return words;
}

function inWords(text: string): string | null {
  const { browser, os } = Bowser.parse(text);
  const program = known(browser.name, BROWSERS) ?? PROGRAM.exec(text)?.[0];
  return [program, known(os.name, SYSTEMS)].filter(Boolean).join(" on ") || null;
}

function known(name: string | undefined, names: ReadonlySet<string>): string | undefined {
  return name !== undefined && names.has(name) ? name : undefined;
}
