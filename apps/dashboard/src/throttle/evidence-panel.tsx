import { Text } from "@mantine/core";
import { counted, formatCount } from "../ui/count.js";
import { Fact, Facts } from "../ui/facts.js";
import { Panel } from "../ui/panel.js";
import type { Limit } from "./limit-cells.js";
import { limitInWords, sharePercent } from "./limit-state.js";

interface Props {
  limit: Limit;
  /** What who asks may do where the limit was not reached. */
  advice?: string;
}

/** What will be recorded with a request, as it stands now. */
export function EvidencePanel({ limit, advice }: Props) {
  return (
    <Panel title="Evidence" lead="Recorded with the request, as it is at that moment.">
      <Facts>
        <Fact name="Limit in force">{limitInWords(limit.limit, limit.windowSeconds)}</Fact>
        <Fact name="Peak in 7 days">
          {formatCount(limit.peak)} ({sharePercent(limit.peak, limit.limit)} % of the limit)
        </Fact>
        <Fact name="Throttled in 7 days">{counted(limit.throttled, "call")}</Fact>
      </Facts>
      {limit.throttled === 0 && limit.peak < limit.limit * 0.8 && (
        <Text size="sm" c="dimmed">
          The limit was not reached. {advice}
        </Text>
      )}
    </Panel>
  );
}
