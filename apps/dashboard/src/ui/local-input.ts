/** An `<input type="datetime-local">`'s text for a moment, in the reader's time zone. Empty for null. */
export function toLocalInput(at: string | null): string {
  if (!at) return "";
  const moment = new Date(at);
  return new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** The moment such a text stands for, RFC 3339 in UTC; null for an empty or unreadable one. */
export function fromLocalInput(text: string): string | null {
  const moment = new Date(text);
  return text === "" || Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}
