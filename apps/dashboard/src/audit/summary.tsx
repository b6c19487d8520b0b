import { Fragment } from "react";
import { withLocalTimes } from "../ui/time.js";
import type { Event } from "./event.js";
import { summaryParts } from "./summary-parts.js";

/**
 * What was done, with its moments as the reader's own clock has them. What somebody has chosen stands in a frame, in its own direction, and
 * as it is.
 */
export function Summary({ event }: { event: Pick<Event, "action" | "summary"> }) {
  return summaryParts(event).map(({ text, isChosen }, at) =>
    isChosen ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
      <bdi key={at} className="lk-chosen">
        {text}
      </bdi>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place
      <Fragment key={at}>{withLocalTimes(text)}</Fragment>
    ),
  );
}
