import { SimpleGrid, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { counted, formatCount } from "../ui/count.js";
import { localTime } from "../ui/time.js";
import type { Limit } from "./limit-cells.js";
import { limitInWords, sharePercent } from "./limit-state.js";

/** How a limit stands, in figures. */
export function LimitFacts({ limit }: { limit: Limit }) {
  const { peak, throttled, used } = limit;
  return (
    <SimpleGrid cols={{ base: 2, md: 4 }} spacing="lg" verticalSpacing="md">
      <Figure title="Limit" value={limitInWords(limit.limit, limit.windowSeconds)}>
        {grantInWords(limit)}
      </Figure>
      <Figure title="Used now" value={formatCount(used)}>
        {sharePercent(used, limit.limit)} % of the limit
      </Figure>
      <Figure title="Peak in 7 days" value={formatCount(peak)}>
        {sharePercent(peak, limit.limit)} % of the limit
      </Figure>
      <Figure title="Throttled in 7 days" value={formatCount(throttled)} alarming={throttled > 0}>
        {throttled > 0 ? `${counted(throttled, "call")} got 429` : "No call got 429"}
      </Figure>
    </SimpleGrid>
  );
}

/** What holds, until when, and what comes after. */
function grantInWords({ grantId, defaultLimit, validUntil, limitAfterwards }: Limit): string {
  if (validUntil) {
    const end = `Granted until ${localTime(validUntil)}`;
    return limitAfterwards === null ? end : `${end}, then ${formatCount(limitAfterwards)}`;
  }
  return grantId === null ? "The default" : `Granted for ever; default ${formatCount(defaultLimit)}`;
}

interface FigureProps {
  title: string;
  value: string;
  alarming?: boolean;
  children: ReactNode;
}

function Figure({ title, value, alarming = false, children }: FigureProps) {
  return (
    <Stack gap={0}>
      <Text size="xs" c="dimmed">
        {title}
      </Text>
      <Text fz="xl" fw={600} lh={1.3} c={alarming ? "var(--lk-red)" : undefined}>
        {value}
      </Text>
      <Text size="sm" c="dimmed">
        {children}
      </Text>
    </Stack>
  );
}
