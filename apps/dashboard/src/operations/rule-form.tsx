import { useMutation } from "@apollo/client/react";
import { Button, Group, Stack, Switch, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { NamedPerson } from "../identity/person-name.js";
import { CopyAsGraphql } from "../ui/copy-as-graphql.js";
import { SHORT } from "../ui/field-width.js";
import { LeaveGuard } from "../ui/leave-guard.js";
import { Panel } from "../ui/panel.js";
import { SaveErrors } from "../ui/save-errors.js";
import { toastSaved } from "../ui/toast.js";
import { useSave } from "../ui/use-save.js";
import { ChangedMeanwhile } from "./changed-meanwhile.js";
import { ruleMeanwhile } from "./meanwhile.js";
import { SetRuleMutation } from "./operations.graphql.js";
import { parseBetween, ruleInWords } from "./rule-fields.js";

interface Rule {
  enabled: boolean;
  upToTimesDefault: number;
  peakShare: number;
  version: number;
  setBy: NamedPerson | null;
}

interface Props {
  rule: Rule;
  reload: () => Promise<unknown>;
  /** Begins again with the rule as it is now. */
  onLoad: () => void;
}

/** The share is typed in percent, as everywhere in the dashboard; the API has it from 0 to 1. */
export function RuleForm({ rule, reload, onLoad }: Props) {
  const [seen, setSeen] = useState(rule.version);
  const [enabled, setEnabled] = useState(rule.enabled);
  const [times, setTimes] = useState(String(rule.upToTimesDefault));
  const [share, setShare] = useState(String(Math.round(rule.peakShare * 1000) / 10));
  const typed = JSON.stringify([enabled, times, share]);
  const [saved, setSaved] = useState(typed);
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
    return {
      enabled,
      upToTimesDefault: upTo.value,
      peakShare: above.value / 100,
      expectedVersion: seen,
    };
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    const input = toSend();
    if (!input) return;
    const done = await save.run(async () => {
      const payload = (await mutate({ variables: { input } })).data?.setAutoApprovalRule;
      if (payload?.errors.some(({ code }) => code === "STALE_VERSION")) await reload();
      return payload;
    });
    if (!done?.autoApprovalRule) return;
    setSeen(done.autoApprovalRule.version);
    setSaved(typed);
    toastSaved(enabled ? "The rule is on." : "The rule is off.");
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
          styles={SHORT}
          value={times}
          onChange={(event) => setTimes(event.currentTarget.value)}
          error={save.errors.byField.upToTimesDefault}
        />
        <TextInput
          label="Only with a peak above, percent of the limit"
          description="Of the last 7 days. 0 to 100."
          inputMode="decimal"
          maxLength={8}
          styles={SHORT}
          value={share}
          onChange={(event) => setShare(event.currentTarget.value)}
          error={save.errors.byField.peakShare}
        />
        <Stack gap={4}>
          <Text size="sm" fw={550}>
            In words
          </Text>
          <Text size="sm">
            {ruleInWords({
              enabled: enabled && "value" in upTo && "value" in above,
              upToTimesDefault: "value" in upTo ? upTo.value : 1,
              peakShare: "value" in above ? above.value / 100 : 1,
            })}
          </Text>
        </Stack>
        {save.errors.stale && (
          <ChangedMeanwhile
            asTyped={
              rule.enabled === enabled &&
              "value" in upTo &&
              rule.upToTimesDefault === upTo.value &&
              "value" in above &&
              rule.peakShare === above.value / 100
            }
          >
            {ruleMeanwhile(rule)}{" "}
            <Button size="xs" variant="default" onClick={onLoad}>
              Show it
            </Button>
          </ChangedMeanwhile>
        )}
        <SaveErrors save={save} staleToldElsewhere />
        <Group>
          <Button type="submit" loading={save.pending}>
            Save rule
          </Button>
          <CopyAsGraphql write={{ document: SetRuleMutation, input: toSend }} />
        </Group>
      </Panel>
      <LeaveGuard active={typed !== saved} title="Leave without saving?">
        Your changes to the rule are not saved.
      </LeaveGuard>
    </form>
  );
}
