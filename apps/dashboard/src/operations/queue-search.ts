export const STATUSES = ["PENDING", "APPROVED", "DECLINED", "WITHDRAWN"] as const;
export type RequestStatus = (typeof STATUSES)[number];

/** The filters of the queue, as they stand in its address. Without a status: what waits. */
export interface QueueSearch {
  status?: RequestStatus | "ALL";
  /** The cursor after which the page begins. */
  after?: string;
}

/** Reads them from the address; what is not understood is left out. */
export function parseQueueSearch(raw: Record<string, unknown>): QueueSearch {
  const parsed: QueueSearch = {};
  const status = ([...STATUSES, "ALL"] as const).find((known) => known === raw.status);
  if (status) parsed.status = status;
  if (raw.after !== undefined) parsed.after = String(raw.after);
  return parsed;
}

/** The statuses that are asked for; null: all of them. */
export function statusesOf({ status = "PENDING" }: QueueSearch): RequestStatus[] | null {
  return status === "ALL" ? null : [status];
}
