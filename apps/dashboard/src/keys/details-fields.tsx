import { Group, Input, SegmentedControl, Stack, TagsInput, Text, Textarea, TextInput } from "@mantine/core";
import type { ReactNode } from "react";
import { SHORT } from "../ui/field-width.js";
import { fromLocalInput } from "../ui/local-input.js";
import { MomentInWords } from "../ui/moment-in-words.js";
import { useNow } from "../ui/use-now.js";
import type { Details } from "./details.js";
import { type Holder, HolderField } from "./holder-field.js";

interface Props {
  value: Details;
  onChange: (change: Partial<Details>) => void;
  errors: Record<string, string>;
  disabled?: boolean;
}

export function NameField({ value, onChange, errors, disabled }: Props) {
  return (
    <TextInput
      label="Name"
      name="name"
      placeholder="CRM synchronisation"
      required
      withAsterisk={false}
      maxLength={200}
      disabled={disabled}
      value={value.name}
      onChange={(event) => onChange({ name: event.currentTarget.value })}
      error={errors.name}
    />
  );
}

/** Everything about a key that is not its name and decides nothing but its end. */
export function MoreDetails({
  value,
  onChange,
  errors,
  disabled,
  holder,
}: Props & { holder?: Holder | null }): ReactNode {
  return (
    <Stack gap="md">
      <Input.Wrapper
        label="Environment"
        labelElement="div"
        description="A mark for people: calls with either are real."
      >
        <Group mt={4}>
          <SegmentedControl
            aria-label="Environment"
            disabled={disabled}
            value={value.environment}
            onChange={(environment) => onChange({ environment: environment as Details["environment"] })}
            data={[
              { value: "PRODUCTION", label: "Production" },
              { value: "TEST", label: "Test" },
            ]}
          />
        </Group>
      </Input.Wrapper>
      <Textarea
        label="Note"
        description="What it is for, where it runs, whom to ask."
        autosize
        minRows={2}
        maxLength={500}
        disabled={disabled}
        value={value.note}
        onChange={(event) => onChange({ note: event.currentTarget.value })}
        error={errors.note}
      />
      <HolderField
        holder={holder}
        value={value.holderId}
        onChange={(holderId) => onChange({ holderId })}
        error={errors.holderId}
        disabled={disabled}
      />
      <TagsInput
        label="Labels"
        description="Press Enter after each; up to 20."
        maxTags={20}
        disabled={disabled}
        value={value.labels}
        onChange={(labels) => onChange({ labels })}
        error={errors.labels}
        clearable={false}
      />
      <TextInput
        label="Expires"
        description="Left empty, the key works until you delete it. In your own time zone."
        type="datetime-local"
        disabled={disabled}
        value={value.expires}
        onChange={(event) => onChange({ expires: event.currentTarget.value })}
        error={errors.expiresAt}
        styles={SHORT}
      />
      <MomentInWords text={value.expires} />
      <ExpiryWarning expires={value.expires} />
    </Stack>
  );
}

/** An end that has passed is none that anybody asks for by intent, but it may be. */
function ExpiryWarning({ expires }: { expires: string }) {
  const now = useNow();
  const end = fromLocalInput(expires);
  const isPast = end !== null && Date.parse(end) <= now;
  return (
    <Text size="sm" c="var(--lk-red)" role="status" hidden={!isPast}>
      {isPast && "This has passed: with it, every call is denied at once."}
    </Text>
  );
}
