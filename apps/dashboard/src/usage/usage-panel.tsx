import { useQuery } from "@apollo/client/react";
import { Group, SegmentedControl, Skeleton, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { useAccount } from "../accounts/account.js";
import { useApis } from "../permissions/use-apis.js";
import { Bars } from "../ui/bars.js";
import { counted, formatCount } from "../ui/count.js";
import { Legend } from "../ui/legend.js";
import { Panel } from "../ui/panel.js";
import { ProblemAlert } from "../ui/problem-alert.js";
import { useNow } from "../ui/use-now.js";
import { callsByApi } from "./by-api.js";
import { toBars } from "./hourly.js";
import { UsageQuery } from "./usage.graphql.js";

const DAY = 24 * 3_600_000;
const PERIODS = [
  { value: "day", label: "24 h", words: "24 hours", bars: 24, size: DAY / 24 },
  { value: "week", label: "7 d", words: "7 days", bars: 7, size: DAY },
  { value: "month", label: "30 d", words: "30 days", bars: 30, size: DAY },
] as const;

type Period = (typeof PERIODS)[number];

/** Requests and denials of a key. */
export function UsagePanel({ id }: { id: string }) {
  const { sid } = useAccount();
  const now = useNow(60_000);
  const { nameOf } = useApis();
  const [period, setPeriod] = useState<Period>(PERIODS[0]);
  const { data, error, refetch } = useQuery(UsageQuery, {
    variables: { sid, id },
    pollInterval: 10_000,
  });
  const usage = data?.account.apiKey;
  const shown = usage?.[period.value];
  return (
    <Panel
      title="Usage"
      aside={
        <SegmentedControl
          aria-label="Period of the chart"
          size="xs"
          value={period.value}
          onChange={(value) => setPeriod(PERIODS.find((known) => known.value === value) ?? PERIODS[0])}
          data={PERIODS.map(({ value, label }) => ({ value, label }))}
        />
      }
    >
      {error && <ProblemAlert error={error} onRetry={refetch} />}
      {!usage && !error && <Skeleton height={196} />}
      {usage && shown && (
        <Stack gap="md">
          <Group gap="md" align="flex-start">
            {PERIODS.map(({ value, words }) => (
              <Figure key={value} title={`Last ${words}`} {...usage[value]} />
            ))}
          </Group>
          <Bars
            bars={toBars(shown.points, now, period.bars, period.size)}
            label={`Last ${period.words}: ${counted(shown.allowed, "call")} allowed, ${formatCount(shown.denied)} denied`}
            height={88}
          />
          <Group gap="md" fz="xs" c="dimmed">
            <Legend color="var(--lk-accent)">Allowed</Legend>
            <Legend color="var(--lk-red)">Denied</Legend>
            {usage.month.byApi.length > 0 && (
              <Text size="xs" c="dimmed" className="lk-anywhere">
                In 30 days: {callsByApi(usage.month.byApi, nameOf)}
              </Text>
            )}
          </Group>
        </Stack>
      )}
    </Panel>
  );
}

function Figure({ title, allowed, denied }: { title: string; allowed: number; denied: number }) {
  return (
    // A third of the line, unless the figure is too long for that.
    <Stack gap={0} flex="1 0 25%" miw="min-content">
      <Text size="xs" c="dimmed">
        {title}
      </Text>
      <Text fz="xl" fw={600} lh={1.3}>
        {formatCount(allowed + denied)}
      </Text>
      <Text size="sm" c={denied > 0 ? "var(--lk-red)" : "dimmed"}>
        {formatCount(denied)} denied
      </Text>
    </Stack>
  );
}
