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
import { hasCode } from "../ui/user-errors.js";
import { ChangedMeanwhile } from "./changed-meanwhile.js";
import { ruleMeanwhile } from "./meanwhile.js";
import { SetRuleMutation } from "./operations.graphql.js";
import { type Rule, readRule, ruleInWords, sameRule, type TypedRule, typedRule } from "./rule-fields.js";

interface Props {
  rule: Rule & { version: number; setBy: NamedPerson | null };
  reload: () => Promise<unknown>;
  /** Begins again with the rule as it is now. */
  onLoad: () => void;
}

export function RuleForm({ rule, reload, onLoad }: Props) {
  const [seen, setSeen] = useState(rule.version);
  const [typed, setTyped] = useState(() => typedRule(rule));
  const [saved, setSaved] = useState(typed);
  const save = useSave(["upToTimesDefault", "peakShare"]);
  const read = readRule(typed);
  const dirty = JSON.stringify(typed) !== JSON.stringify(saved);

  const write = {
    document: SetRuleMutation,
    input: () => ("rule" in read ? { ...read.rule, expectedVersion: seen } : save.refuse(read.problems)),
  };

  async function submit(event: FormEvent) {
    event.preventDefault();
    const done = await save.send(write, ({ errors }) => hasCode(errors, "STALE_VERSION") && reload());
    if (!done?.autoApprovalRule) return;
    setSeen(done.autoApprovalRule.version);
    setSaved(typed);
    toastSaved(typed.enabled ? "The rule is on." : "The rule is off.");
  }

  return (
    <form onSubmit={submit} noValidate>
      <Panel title="Rule">
        <RuleFields value={typed} onChange={setTyped} errors={save.errors.byField} />
        <InWords rule={"rule" in read ? read.rule : null} />
        {save.errors.stale && (
          <ChangedMeanwhile asTyped={"rule" in read && sameRule(rule, read.rule)}>
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
          <CopyAsGraphql write={write} />
        </Group>
      </Panel>
      <LeaveGuard active={dirty} title="Leave without saving?">
        Your changes to the rule are not saved.
      </LeaveGuard>
    </form>
  );
}

interface FieldsProps {
  value: TypedRule;
  onChange: (value: TypedRule) => void;
  errors: Record<string, string>;
}

/** The share is typed in percent, as everywhere in the dashboard; the API has it from 0 to 1. */
function RuleFields({ value, onChange, errors }: FieldsProps) {
  return (
    <>
      <Switch
        label="Approve fitting requests at once"
        checked={value.enabled}
        onChange={(event) => onChange({ ...value, enabled: event.currentTarget.checked })}
      />
      <TextInput
        label="Approve up to so many times the API's default"
        description="1 to 1,000."
        inputMode="decimal"
        maxLength={8}
        styles={SHORT}
        value={value.times}
        onChange={(event) => onChange({ ...value, times: event.currentTarget.value })}
        error={errors.upToTimesDefault}
      />
      <TextInput
        label="Only if the peak is above this share of the limit, in percent"
        description="Of the last 7 days. 0 to 100."
        inputMode="decimal"
        maxLength={8}
        styles={SHORT}
        value={value.percent}
        onChange={(event) => onChange({ ...value, percent: event.currentTarget.value })}
        error={errors.peakShare}
      />
    </>
  );
}

/** Null: what was typed is no rule. */
function InWords({ rule }: { rule: Rule | null }) {
  return (
    <Stack gap={4}>
      <Text size="sm" fw={550}>
        In words
      </Text>
      <Text size="sm">{rule ? ruleInWords(rule) : "A rule needs both numbers."}</Text>
    </Stack>
  );
}
