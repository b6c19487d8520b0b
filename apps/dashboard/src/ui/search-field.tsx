import { TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { searchText } from "./search-text.js";
import { useSearchField } from "./use-search-field.js";

interface Props {
  /** Says what is searched. */
  label: string;
  placeholder: string;
  /** What stands in the page's address. */
  search: string | undefined;
  /** Puts there what is searched for once typing rests; undefined for nothing. */
  apply: (search: string | undefined) => void;
}

/** The field that searches a list, beside its chips. No token comes into the address by it. */
export function SearchField({ label, placeholder, search, apply }: Props) {
  const { value, onChange } = useSearchField(search, apply);
  return (
    <TextInput
      aria-label={label}
      placeholder={placeholder}
      leftSection={<IconSearch size={16} aria-hidden />}
      type="search"
      maxLength={100}
      value={value}
      onChange={(event) => onChange(searchText(event.currentTarget.value))}
      // Leaves room for the ticks of chips: choosing one moves nothing.
      flex="1 1 180px"
      maw={360}
    />
  );
}
