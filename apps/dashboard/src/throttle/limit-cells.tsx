import { Badge, Group, Stack, Text } from "@mantine/core";
import type { ResultOf } from "../graphql.js";
import { counted, formatCount } from "../ui/count.js";
import { Sparkline } from "../ui/sparkline.js";
import { localDate, localTime } from "../ui/time.js";
import { limitInWords, limitState, sharePercent } from "./limit-state.js";
import { type Point, seriesInWords } from "./series.js";
import type { LimitRow } from "./throttle.graphql.js";

export type Limit = ResultOf<typeof LimitRow>;

const COLORS = { idle: "gray", fine: "green", near: "amber", throttled: "red" } as const;
const BARS = { fine: "var(--lk-accent)", near: "var(--lk-amber)", throttled: "var(--lk-red)" } as const;

/** The limit, and, where it is not the default for ever, what else there is to know. */
export function LimitCell({ row }: { row: Limit }) {
  const { grantId, limit, windowSeconds, defaultLimit, validUntil, limitAfterwards } = row;
  const isDefaultNext = validUntil !== null && limitAfterwards === defaultLimit;
  return (
    <Stack gap={0}>
      <span className="lk-nowrap">{limitInWords(limit, windowSeconds)}</span>
      {validUntil && (
        <Text size="xs" c="dimmed">
          until{" "}
          <time dateTime={validUntil} title={localTime(validUntil)}>
            {localDate(validUntil)}
          </time>
          {limitAfterwards !== null &&
            `, then ${isDefaultNext ? "the default, " : ""}${formatCount(limitAfterwards)}`}
        </Text>
      )}
      {!isDefaultNext && (
        <Text size="xs" c="dimmed">
          {grantId === null ? "The default" : `Granted; default ${formatCount(defaultLimit)}`}
        </Text>
      )}
    </Stack>
  );
}

export function UsedCell({ row }: { row: Limit }) {
  const share = sharePercent(row.used, row.limit);
  const level = share >= 100 ? "throttled" : share >= 80 ? "near" : "fine";
  return (
    <Group gap={8} wrap="nowrap">
      <div className="lk-gauge lk-meter" aria-hidden>
        <div style={{ width: `${Math.min(100, share)}%`, background: BARS[level] }} />
      </div>
      <Text size="sm" className="lk-nowrap">
        {formatCount(row.used)} {row.used > 0 && <Share percent={share} />}
      </Text>
    </Group>
  );
}

/** Of the limit, beside the number of calls. */
function Share({ percent }: { percent: number }) {
  return (
    <Text span size="xs" c="dimmed">
      · {percent}&nbsp;%
    </Text>
  );
}

/** The last day as a small picture with the limit as a line; its height is kept until the figures are there. */
export function DayCell({ points, limit }: { points: readonly Point[] | undefined; limit: number }) {
  return (
    <div className="lk-day" style={{ height: 32 }}>
      {points && (
        <Sparkline
          points={points.map(({ admittedPeak, throttled }) => ({
            value: admittedPeak,
            marked: throttled > 0,
          }))}
          bound={limit}
          label={`Last 24 hours, limit ${formatCount(limit)}. ${seriesInWords(points)}`}
        />
      )}
    </div>
  );
}

export function WeekCell({ row: { peak, limit, throttled } }: { row: Limit }) {
  return (
    <Stack gap={0}>
      <span className="lk-week">
        {peak > 0 ? (
          <>
            Peak&nbsp;{formatCount(peak)}&nbsp;
            <Share percent={sharePercent(peak, limit)} />
          </>
        ) : (
          "No calls"
        )}
      </span>
      {(peak > 0 || throttled > 0) && (
        <Text size="xs" c={throttled > 0 ? "var(--lk-red)" : "dimmed"} className="lk-nowrap lk-throttled">
          {throttled > 0 ? `${counted(throttled, "call")} throttled` : "None throttled"}
        </Text>
      )}
    </Stack>
  );
}

export function StateBadge({ row }: { row: Limit }) {
  const { level, words } = limitState(row);
  return (
    <Badge variant="light" color={COLORS[level]}>
      {words}
    </Badge>
  );
}
