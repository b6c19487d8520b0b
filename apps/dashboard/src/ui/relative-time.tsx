import { localTime, relativeTime, utcTime } from "./time.js";
import { useNow } from "./use-now.js";

/** How long ago, with the exact time at hand in the title. */
export function RelativeTime({ at }: { at: string }) {
  const now = useNow();
  const moment = Date.parse(at);
  return (
    <time dateTime={at} title={`${localTime(moment)} · ${utcTime(moment)}`}>
      {relativeTime(moment, now)}
    </time>
  );
}
