/** A path as it may stand in a log: what a mailed link ends in is for one person alone. */
export function shownPath(url: string): string | undefined {
  return url.split("?", 1)[0]?.replace(/^(?:https?:\/\/[^/]*)?\/(reset|invite)\/.*/, "/$1/…");
}
