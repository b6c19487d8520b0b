/** What a shared counter has done since it was made. */
export class ThrottleStats {
  /** Decisions by their basis: Redis' answers, this gateway's share, or neither, while an answer was overdue. */
  shared = 0;
  share = 0;
  doubt = 0;
  /** Questions to Redis, leases that it granted, and the requests that those were for. */
  questions = 0;
  leases = 0;
  leased = 0;
}
