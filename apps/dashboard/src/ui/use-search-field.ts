import { useDebouncedCallback } from "@mantine/hooks";
import { useEffect, useRef, useState } from "react";

/** How long typing rests before it is searched for, milliseconds. */
const REST = 250;

interface SearchField {
  value: string;
  onChange: (typed: string) => void;
}

/**
 * The text of a field whose search stands in the page's address. Once typing rests, `apply` is to put it there, undefined for none; and
 * where the address changes otherwise, by a link or by going back, the field follows.
 */
export function useSearchField(
  search: string | undefined,
  apply: (search: string | undefined) => void,
): SearchField {
  const [value, setValue] = useState(search ?? "");
  const sent = useRef(search);
  useEffect(() => {
    if (search === sent.current) return;
    sent.current = search;
    setValue(search ?? "");
  }, [search]);
  // Where another page is opened before, it is called off.
  const applyRested = useDebouncedCallback((typed: string) => {
    sent.current = typed.trim() || undefined;
    apply(sent.current);
  }, REST);

  function onChange(typed: string) {
    setValue(typed);
    applyRested(typed);
  }

  return { value, onChange };
}
