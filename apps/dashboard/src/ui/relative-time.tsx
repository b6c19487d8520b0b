import { everyTime, relativeTime } from "./time.js";
import { useNow } from "./use-now.js";

/** How long ago, with the exact time at hand in the title. */
export function RelativeTime({ at }: { at: string }) {
  const now = useNow();
  const moment = Date.parse(at);
  return (
    <time dateTime={at} title={everyTime(moment).join(" · ")}>
      {relativeTime(moment, now)}
    </time>
  );
}
