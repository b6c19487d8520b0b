import { useMutation } from "@apollo/client/react";
import { Button, Group, Stack, Switch, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { CopyAsGraphql } from "../ui/copy-as-graphql.js";
import { Panel } from "../ui/panel.js";
import { SaveErrors } from "../ui/save-errors.js";
import { toastSaved } from "../ui/toast.js";
import { useSave } from "../ui/use-save.js";
import { SetRuleMutation } from "./operations.graphql.js";
import { parseBetween } from "./rule-fields.js";

interface Rule {
  enabled: boolean;
  upToTimesDefault: number;
  peakShare: number;
}

/** The share is typed in percent, as everywhere in the dashboard; the API has it from 0 to 1. */
export function RuleForm({ rule }: { rule: Rule }) {
  const [enabled, setEnabled] = useState(rule.enabled);
  const [times, setTimes] = useState(String(rule.upToTimesDefault));
  const [share, setShare] = useState(String(Math.round(rule.peakShare * 1000) / 10));
  const [mutate] = useMutation(SetRuleMutation);
  const save = useSave(["upToTimesDefault", "peakShare"]);
  const upTo = parseBetween(times, 1, 1000);
  const above = parseBetween(share, 0, 100);

  /** Null, once it was said why: the form can't be sent. */
  function toSend() {
    if ("problem" in upTo || "problem" in above) {
      save.refuse({
        ...("problem" in upTo && { upToTimesDefault: upTo.problem }),
        ...("problem" in above && { peakShare: above.problem }),
      });
      return null;
    }
    return { enabled, upToTimesDefault: upTo.value, peakShare: above.value / 100 };
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    const input = toSend();
    if (!input) return;
    const done = await save.run(async () => {
      return (await mutate({ variables: { input } })).data?.setAutoApprovalRule;
    });
    if (done) toastSaved(enabled ? "The rule is on." : "The rule is off.");
  }

  return (
    <form onSubmit={submit} noValidate>
      <Panel title="Rule">
        <Switch
          label="Approve fitting requests at once"
          checked={enabled}
          onChange={(event) => setEnabled(event.currentTarget.checked)}
        />
        <TextInput
          label="Up to, times the API's default"
          description="1 to 1,000."
          inputMode="decimal"
          maxLength={8}
          maw={280}
          value={times}
          onChange={(event) => setTimes(event.currentTarget.value)}
          error={save.errors.byField.upToTimesDefault}
        />
        <TextInput
          label="Only with a peak above, percent of the limit"
          description="Of the last 7 days. 0 to 100."
          inputMode="decimal"
          maxLength={8}
          maw={280}
          value={share}
          onChange={(event) => setShare(event.currentTarget.value)}
          error={save.errors.byField.peakShare}
        />
        <Stack gap={4}>
          <Text size="sm" fw={550}>
            In words
          </Text>
          <Text size="sm">
            {!enabled || "problem" in upTo || "problem" in above
              ? "Every request waits for an operator."
              : `A request is approved at once if it asks for at most ${upTo.value} times the API's default and the account's peak of the last 7 days was above ${above.value} % of its limit. All others wait for an operator.`}
          </Text>
        </Stack>
        <SaveErrors error={save.error} errors={save.errors} subject="rule" />
        <Group>
          <Button type="submit" loading={save.pending}>
            Save rule
          </Button>
          <CopyAsGraphql write={{ document: SetRuleMutation, input: toSend }} />
        </Group>
      </Panel>
    </form>
  );
}
