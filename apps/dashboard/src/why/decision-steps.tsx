import { Badge, Group, Stack, Text } from "@mantine/core";
import type { ResultOf } from "../graphql.js";
import { type StepState, stepState, stepTitle } from "./steps.js";
import type { Decision } from "./why.graphql.js";

const BADGES: Record<StepState, { words: string; color: string }> = {
  passed: { words: "Passed", color: "green" },
  failed: { words: "Failed", color: "red" },
  "not judged": { words: "Not judged", color: "gray" },
  "not reached": { words: "Not reached", color: "gray" },
};

interface Props {
  steps: ResultOf<typeof Decision>["steps"];
  allowed: boolean;
}

/** Every stage in the gateway's order, with what came of it. */
export function DecisionSteps({ steps, allowed }: Props) {
  return (
    <ol className="lk-list" aria-label="Steps of the decision">
      {steps.map((step, index) => {
        const state = stepState(step, allowed);
        return (
          <li key={step.name}>
            <Group gap="sm" wrap="nowrap" justify="space-between" align="flex-start">
              <Stack gap={0} miw={0}>
                <Text size="sm" fw={550} c={state === "not reached" ? "dimmed" : undefined}>
                  {index + 1}. {stepTitle(step.name)}
                </Text>
                {state !== "not reached" && (
                  <Text size="sm" className="lk-anywhere">
                    {step.detail}
                  </Text>
                )}
              </Stack>
              <Badge variant="light" color={BADGES[state].color}>
                {BADGES[state].words}
              </Badge>
            </Group>
          </li>
        );
      })}
    </ol>
  );
}
