import type { Clock } from "@latchkey/enforcer";

/** Is told how far long work has come: how much is done, of how much where that is known. */
export type Progress = (done: number, total?: number) => void;

/** Milliseconds between two looks at it. */
const PAUSE = 200;

interface Terminal {
  isTTY?: boolean;
  write(text: string): unknown;
}

export interface ShownProgress {
  tell: Progress;
  /** Takes the line away, so that something else can be said there. */
  end(): void;
}

/** Shows on a terminal how far long work has come, in one line. Elsewhere nothing: a file keeps the outcome alone. */
export function showProgress(terminal: Terminal, { monotonic }: Pick<Clock, "monotonic">): ShownProgress {
  /** When it was shown last; at first, when the work began. */
  let shownAt: number | null = null;
  let isShown = false;
  return {
    tell(done, total) {
      const now = monotonic();
      shownAt ??= now;
      if (!terminal.isTTY || now - shownAt < PAUSE) return;
      shownAt = now;
      isShown = true;
      const of = total === undefined ? "" : ` of ${inDigits(total)} (${Math.floor((100 * done) / total)} %)`;
      terminal.write(`\r\x1b[K${inDigits(done)}${of} …`);
    },
    end() {
      if (isShown) terminal.write("\r\x1b[K");
      isShown = false;
    },
  };
}

const inDigits = (count: number) => count.toLocaleString("en");
