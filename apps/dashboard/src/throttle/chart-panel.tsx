import { useQuery } from "@apollo/client/react";
import { SegmentedControl, Skeleton } from "@mantine/core";
import { useState } from "react";
import { standing } from "../apollo/standing.js";
import { Panel } from "../ui/panel.js";
import { ProblemAlert } from "../ui/problem-alert.js";
import { LimitChart } from "./limit-chart.js";
import { LimitSeriesQuery } from "./throttle.graphql.js";

const PERIODS = [
  { value: "3", label: "3 h" },
  { value: "24", label: "24 h" },
  { value: "168", label: "7 d" },
  { value: "720", label: "30 d" },
];
const POLL = 15_000;

interface Props {
  sid: string;
  api: string;
  limit: number;
  asked?: number | undefined;
  /** The period that is shown first, in hours. */
  hours?: number;
}

/** How busy an account was on an Api, over a period that the reader chooses. */
export function ChartPanel({ sid, api, limit, asked, hours: first = 24 }: Props) {
  const [hours, setHours] = useState(String(first));
  const { data, previousData, error, refetch } = useQuery(LimitSeriesQuery, {
    variables: { sid, hours: Number(hours), apis: [api] },
    pollInterval: POLL,
  });
  const limits = standing({ data, previousData, error })?.account.throttleLimits;
  const points = limits?.find((each) => each.api.code === api)?.series;
  return (
    <Panel
      title="Use"
      lead="Most calls admitted in one trailing window, and calls that were throttled."
      aside={
        <SegmentedControl
          aria-label="Period of the chart"
          size="xs"
          value={hours}
          onChange={setHours}
          data={PERIODS}
        />
      }
    >
      {error && <ProblemAlert error={error} onRetry={refetch} />}
      {points ? (
        <LimitChart points={points} limit={limit} asked={asked} />
      ) : (
        !error && <Skeleton height={325} />
      )}
    </Panel>
  );
}
