import { Box, Group, Skeleton, Stack, Table, Text } from "@mantine/core";
import { Suspense, useState } from "react";
import type { Level } from "../ui/chart-look.js";
import { counted, formatCount } from "../ui/count.js";
import { lazyPart } from "../ui/lazy-part.js";
import { Legend } from "../ui/legend.js";
import { localTime } from "../ui/time.js";
import { type Point, seriesInWords } from "./series.js";

const LineChart = lazyPart(() => import("../ui/line-chart.js"));
const HEIGHT = 240;
const MOST_ROWS = 200;

interface Props {
  points: readonly Point[];
  limit: number;
  /** A line more: what somebody asks for. */
  asked?: number | undefined;
}

/** How busy an Api was, against its limit: as a picture, as a sentence, and as a table. */
export function LimitChart({ points, limit, asked }: Props) {
  const [index, setIndex] = useState<number | null>(null);
  const shown = index === null ? null : points[index];
  const levels: Level[] = [{ value: limit, color: "--mantine-color-text" }];
  if (asked !== undefined) levels.push({ value: asked, color: "--lk-amber" });
  const sentence = seriesInWords(points);
  return (
    <Stack gap="xs">
      <Suspense fallback={<Skeleton height={HEIGHT} />}>
        <LineChart
          times={points.map(({ at }) => Date.parse(at))}
          line={points.map(({ admittedPeak }) => admittedPeak)}
          bars={points.map(({ throttled }) => throttled)}
          levels={levels}
          label={`${sentence}. Limit ${formatCount(limit)}.`}
          height={HEIGHT}
          onPoint={setIndex}
        />
      </Suspense>
      <Group gap="md" fz="xs" c="dimmed">
        <Legend color="var(--lk-accent)">Most in one window</Legend>
        {/* Without any, the axis at the right is not there either. */}
        {points.some(({ throttled }) => throttled > 0) && (
          <Legend color="var(--lk-red)">Throttled calls (right)</Legend>
        )}
        <Legend color="var(--mantine-color-text)" line>
          Limit now
        </Legend>
        {asked !== undefined && (
          <Legend color="var(--lk-amber)" line>
            Asked
          </Legend>
        )}
      </Group>
      <Text size="sm" mih={21}>
        {shown
          ? `${localTime(shown.at)}: at most ${formatCount(shown.admittedPeak)} in one window, ${counted(shown.throttled, "call")} throttled`
          : `${sentence}.`}
      </Text>
      <details className="lk-details">
        <summary>Show the figures</summary>
        <Figures points={points} />
      </details>
    </Stack>
  );
}

/** The busy points alone, the newest first. */
function Figures({ points }: { points: readonly Point[] }) {
  const busy = points.filter(({ admittedPeak, throttled }) => admittedPeak + throttled > 0).reverse();
  if (busy.length === 0) return <Text size="sm">There was no call.</Text>;
  return (
    <Box mah={320} style={{ overflow: "auto" }} tabIndex={0} role="region" aria-label="Figures of the chart">
      <Table fz="sm" verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>From</Table.Th>
            <Table.Th ta="end">Most in one window</Table.Th>
            <Table.Th ta="end">Throttled</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {busy.slice(0, MOST_ROWS).map(({ at, admittedPeak, throttled }) => (
            <Table.Tr key={at}>
              <Table.Td>{localTime(at)}</Table.Td>
              <Table.Td ta="end">{formatCount(admittedPeak)}</Table.Td>
              <Table.Td ta="end">{formatCount(throttled)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Box>
  );
}
