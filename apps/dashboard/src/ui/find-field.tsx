import { TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { MIDDLE } from "./field-width.js";

interface Props {
  label: string;
  placeholder: string;
  value: string;
  onChange: (typed: string) => void;
}

/** The field above a long list that is here already, which leaves of it what is typed. */
export function FindField({ label, placeholder, value, onChange }: Props) {
  return (
    <TextInput
      type="search"
      aria-label={label}
      placeholder={placeholder}
      leftSection={<IconSearch size={16} aria-hidden />}
      maxLength={100}
      styles={MIDDLE}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      // What is found is there already: Enter must not send the form around it.
      onKeyDown={(event) => {
        if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) event.preventDefault();
      }}
    />
  );
}
