import type { Asking } from "./asking.js";
import type { Book } from "./book.js";

/** Questions in one sweep. */
const MOST = 1_000;

/** Returns leases that have ended with something left, and sends reports that can't wait for the next question. To be called by a timer. */
export function sweep(book: Book, asking: Asking, at: number): void {
  let asked = 0;
  for (const ledger of book.open) {
    ledger.leases.endUsed(at, ledger);
    if (ledger.isAsking) continue;
    if (ledger.reports.isUrgent) {
      if (asked++ >= MOST) break;
      asking.ask(ledger, 0);
    } else if (ledger.leases.isEmpty) book.close(ledger);
  }
}
