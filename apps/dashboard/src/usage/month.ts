/** A month of UTC, which is what bills are about. */
export interface Month {
  /** RFC 3339. */
  from: string;
  /** The first moment that is not in it; null: the month is under way. */
  to: string | null;
  /** "November 2026". */
  name: string;
}

/** The month of a moment, in epoch milliseconds, or one before it: `back` 1 is the last. */
export function monthAt(now: number, back = 0): Month {
  const date = new Date(now);
  const start = (months: number) => Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - back + months);
  const name = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" });
  return {
    from: new Date(start(0)).toISOString(),
    to: back === 0 ? null : new Date(start(1)).toISOString(),
    name: name.format(start(0)),
  };
}
