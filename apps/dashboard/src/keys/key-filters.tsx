import { Group, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { FilterChip, FilterChips } from "../ui/filter-chips.js";
import { IDLE_DAYS, type KeyStatus, type KeysSearch } from "./keys-search.js";

const route = getRouteApi("/signed-in/in-account/keys");

const STATUSES: readonly { status: KeyStatus; label: string }[] = [
  { status: "ACTIVE", label: "Active" },
  { status: "DISABLED", label: "Disabled" },
  { status: "EXPIRED", label: "Expired" },
];

/** What makes a key worth another look. */
const LOOSE: readonly { filter: keyof KeysSearch; on: KeysSearch; label: string }[] = [
  { filter: "access", on: { access: "ALL_APIS" }, label: "All APIs" },
  { filter: "addresses", on: { addresses: "ANY_ADDRESS" }, label: "Any address" },
  { filter: "idleDays", on: { idleDays: IDLE_DAYS }, label: `Idle ${IDLE_DAYS} days` },
  { filter: "gracePeriodOpen", on: { gracePeriodOpen: true }, label: "Grace period open" },
];

/** Search and chips; all stand in the address, so that a filtered list can be bookmarked. */
export function KeyFilters() {
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const [text, setText] = useState(filters.search ?? "");
  const sent = useRef(filters.search);
  // The address may change otherwise than from here: by a link, or by going back.
  useEffect(() => {
    if (filters.search === sent.current) return;
    sent.current = filters.search;
    setText(filters.search ?? "");
  }, [filters.search]);

  function apply(change: KeysSearch) {
    void navigate({ search: (old) => ({ ...old, ...change, after: undefined }), replace: true });
  }
  const applySearch = useDebouncedCallback((value: string) => {
    sent.current = value.trim() || undefined;
    apply({ search: sent.current });
  }, 250);

  return (
    <Group gap="sm">
      <TextInput
        aria-label="Search keys"
        placeholder="Name, note, key, label"
        leftSection={<IconSearch size={16} aria-hidden />}
        type="search"
        maxLength={100}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          applySearch(event.currentTarget.value);
        }}
        flex="1 1 220px"
        maw={360}
      />
      <FilterChips label="Filter by status">
        {STATUSES.map(({ status, label }) => (
          <FilterChip
            key={status}
            checked={filters.status === status}
            onChange={(checked) => apply({ status: checked ? status : undefined })}
          >
            {label}
          </FilterChip>
        ))}
      </FilterChips>
      <FilterChips label="Filter by what deserves a look">
        {LOOSE.map(({ filter, on, label }) => (
          <FilterChip
            key={filter}
            checked={filters[filter] !== undefined}
            onChange={(checked) => apply(checked ? on : { [filter]: undefined })}
          >
            {label}
          </FilterChip>
        ))}
      </FilterChips>
    </Group>
  );
}
