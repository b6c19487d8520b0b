import { counted } from "./count.js";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A span in its largest whole unit: "6 h", "3 min", "2 days". Negative spans count as none. */
export function span(milliseconds: number): string {
  const ms = Math.max(0, milliseconds);
  if (ms < MINUTE) return `${Math.floor(ms / 1000)} s`;
  if (ms < HOUR) return `${Math.floor(ms / MINUTE)} min`;
  if (ms < 2 * DAY) return `${Math.floor(ms / HOUR)} h`;
  return counted(Math.floor(ms / DAY), "day");
}

/** How long ago (whole units that have passed) or from now (to the nearest) a moment is, seen from `now` (both epoch milliseconds): "just now", "3 min ago", "in 2 days". */
export function relativeTime(at: number, now: number): string {
  const distance = now - at;
  if (Math.abs(distance) < 10_000) return "just now";
  return distance > 0 ? `${span(distance)} ago` : `in ${nearestSpan(-distance)}`;
}

/** What was given seven days has "7 days" left a moment later, not 6. */
function nearestSpan(ms: number): string {
  const unit = ms < MINUTE ? 1000 : ms < HOUR ? MINUTE : ms < 2 * DAY ? HOUR : DAY;
  return span(ms + unit / 2);
}

/** What is left until a moment: "47:59:03" hours, minutes, seconds; "0:00:00" once it has come. */
export function countdown(until: number, now: number): string {
  const seconds = Math.max(0, Math.ceil((until - now) / 1000));
  const two = (value: number) => String(value).padStart(2, "0");
  return `${Math.floor(seconds / 3600)}:${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
}

/** Date and time in the reader's time zone, named. `at`: epoch milliseconds, or RFC 3339. */
export function localTime(at: number | string): string {
  return new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZoneName: "short",
  }).format(new Date(at));
}

/** The day alone, in the reader's time zone: "29 Mar 2026". For where there is no room, and the time stands elsewhere. */
export function localDate(at: number | string): string {
  return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric" }).format(
    new Date(at),
  );
}

/** The same moment in UTC: "2026-03-29 01:30 UTC". */
export function utcTime(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace("T", " ")} UTC`;
}

/** A moment as the reader's own clock has it, and in UTC where that is another. */
export function everyTime(at: number): string[] {
  const isUtc = new Date(at).getTimezoneOffset() === 0;
  return isUtc ? [localTime(at)] : [localTime(at), utcTime(at)];
}

/** As the server writes moments into its sentences: "2026-03-29 01:30 UTC", and "2026-03-29T01:30:00.000Z" in the audit. */
const SERVERS_TIME = /\b\d{4}-\d\d-\d\d(?: \d\d:\d\d UTC\b|T\d\d:\d\d:\d\d\.\d{3}Z)/g;

/** A sentence of the server's with its moments as the reader's own clock has them, zone named. Any other text stays as it is. */
export function withLocalTimes(sentence: string): string {
  return sentence.replace(SERVERS_TIME, (written) => {
    const at = Date.parse(written.replace(" UTC", "Z").replace(" ", "T"));
    return Number.isNaN(at) ? written : localTime(at);
  });
}
