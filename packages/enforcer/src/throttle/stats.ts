/** What a shared counter has done since it was made. */
export class ThrottleStats {
  /** Decisions by what they rest on: Redis' word, this gateway's share, or neither, while an answer was overdue. */
  shared = 0;
  share = 0;
  doubt = 0;
  /** Questions to Redis, leases that it gave, and how many requests they were for. */
  questions = 0;
  leases = 0;
  leased = 0;
}
