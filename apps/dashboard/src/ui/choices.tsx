import { Radio, Stack, VisuallyHidden } from "@mantine/core";

interface Props<Value extends string> {
  /** Said by screen readers; the heading above says it to everybody else. */
  name: string;
  choices: readonly { value: Value; label: string; description: string }[];
  value: Value;
  onChange: (value: Value) => void;
  disabled?: boolean | undefined;
  error?: string | undefined;
}

/** One of a few, each with what it means. Where it is refused, the focus comes to the one that was chosen. */
export function Choices<Value extends string>({
  name,
  choices,
  value,
  onChange,
  disabled,
  error,
}: Props<Value>) {
  return (
    <Radio.Group
      label={<VisuallyHidden>{name}</VisuallyHidden>}
      // Takes no room.
      labelProps={{ display: "block" }}
      value={value}
      onChange={(chosen) => onChange(chosen as Value)}
      error={error}
      data-refused={error ? true : undefined}
    >
      <Stack gap="sm">
        {choices.map((choice) => (
          <Radio key={choice.value} {...choice} disabled={disabled} />
        ))}
      </Stack>
    </Radio.Group>
  );
}
