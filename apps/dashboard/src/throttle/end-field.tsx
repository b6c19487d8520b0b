import { NativeSelect, Stack, TextInput } from "@mantine/core";
import { SHORT } from "../ui/field-width.js";
import { MomentInWords } from "../ui/moment-in-words.js";
import type { EndChoice } from "./request-fields.js";

const KINDS = [
  { value: "ever", label: "For ever" },
  { value: "7", label: "7 days" },
  { value: "30", label: "30 days" },
  { value: "90", label: "90 days" },
  { value: "date", label: "Until a date" },
];

interface Props {
  value: EndChoice;
  onChange: (value: EndChoice) => void;
  error: string | undefined;
}

/** How long a limit is to hold. */
export function EndField({ value, onChange, error }: Props) {
  const dated = value.kind === "date";
  return (
    <Stack gap="xs">
      <NativeSelect
        label="How long"
        data={KINDS}
        styles={SHORT}
        value={value.kind}
        error={dated ? undefined : error}
        onChange={(event) => onChange({ ...value, kind: event.currentTarget.value })}
      />
      {dated && (
        <TextInput
          label="Until"
          description="In your own time zone."
          type="datetime-local"
          styles={SHORT}
          value={value.date}
          error={error}
          onChange={(event) => onChange({ ...value, date: event.currentTarget.value })}
        />
      )}
      {dated && <MomentInWords text={value.date} />}
    </Stack>
  );
}
