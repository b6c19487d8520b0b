import { describe, expect, it } from "vitest";
import type { Lease } from "./batch.js";
import { Book } from "./book.js";
import { Generations } from "./generations.js";
import type { Ledger } from "./ledger.js";
import { OwnShare } from "./own-share.js";
import { ThrottleStats } from "./stats.js";

/** What the second of three gateways does with a limit of ten a minute. */
function open() {
  const book = new Book(new Generations());
  const stats = new ThrottleStats();
  const share = new OwnShare({ gateways: () => ({ count: 3, position: 1 }), book, stats });
  const ledger = book.use("account", "sms", { limit: 10, windowSeconds: 60 }, 0);
  return { book, stats, share, ledger };
}

const told = ({ reports, window }: Ledger) =>
  reports.take(0, window).map(({ used, lastUse }) => ({ used, lastUse }));
const lease = (size: number): Lease => ({ id: "a", size, used: 0, lastUse: 40, since: 40, until: 1_000 });

describe("while counting is not shared", () => {
  it("its share is admitted in any window and no more, and Redis is to hear of it", () => {
    const { book, share, ledger } = open();
    const admitted = [1, 2, 3, 4].map((at) => share.spend(ledger, at, at).admitted);
    expect(admitted).toEqual([true, true, true, false]);
    expect(share.spend(ledger, 60_010, 60_010).admitted).toBe(true);
    expect(told(ledger)[0]).toEqual({ used: 3, lastUse: 3 });
    expect([...book.open]).toEqual([ledger]);
  });
});

describe("while an answer is overdue", () => {
  it("what was near its limit when last heard of is denied for a second at least", () => {
    const { share, ledger } = open();
    ledger.hear({ closed: 0, taken: 6, wait: 0, last: 0 }, 0);
    expect(share.spendInDoubt(ledger, 5, 5)).toMatchObject({ admitted: false, retryAfter: 1_000 });
    expect(told(ledger)).toEqual([]);
  });

  it("what was far from it is admitted, out of the lease that comes with the answer", () => {
    const { book, stats, share, ledger } = open();
    ledger.isAsking = true;
    expect([20, 30].map((at) => share.spendInDoubt(ledger, at, at).admitted)).toEqual([true, true]);
    const came = lease(5);
    book.settleDoubt(ledger, came);
    expect(came).toMatchObject({ used: 2, lastUse: 30 });
    expect(told(ledger)).toEqual([]);
    expect(stats.doubt).toBe(2);
  });

  it("what the lease does not cover is told with the next question, once", () => {
    const { book, share, ledger } = open();
    ledger.isAsking = true;
    for (const at of [20, 30, 35]) share.spendInDoubt(ledger, at, at);
    const came = lease(1);
    book.settleDoubt(ledger, came);
    book.settleDoubt(ledger, null);
    expect(came.used).toBe(1);
    expect(told(ledger)).toEqual([{ used: 2, lastUse: 35 }]);
  });
});
