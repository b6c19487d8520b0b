import { Text } from "@mantine/core";
import { Fragment } from "react";
import { fromLocalInput } from "./local-input.js";
import { everyTime, relativeTime } from "./time.js";
import { useNow } from "./use-now.js";

/**
 * What stands in an `<input type="datetime-local">`, below it, as it is taken: in the night in which clocks are put forward or back its
 * hour does not exist, or does twice. Nothing for what has passed, or is typed in part.
 */
export function MomentInWords({ text }: { text: string }) {
  const now = useNow();
  const moment = fromLocalInput(text);
  const at = moment === null ? null : Date.parse(moment);
  if (at === null || at <= now) return null;
  return (
    <Text size="sm" c="dimmed">
      That is {relativeTime(at, now)}:{" "}
      {everyTime(at).map((time, index) => (
        <Fragment key={time}>
          {index > 0 && " · "}
          <span className="lk-nowrap">{time}</span>
        </Fragment>
      ))}
    </Text>
  );
}
