import { Chip, Group, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { getRouteApi } from "@tanstack/react-router";
import { useState } from "react";
import type { KeyStatus, KeysSearch } from "./keys-search.js";

const route = getRouteApi("/signed-in/in-account/keys");

const CHIPS: readonly { status: KeyStatus; label: string }[] = [
  { status: "ACTIVE", label: "Active" },
  { status: "DISABLED", label: "Disabled" },
  { status: "EXPIRED", label: "Expired" },
];

/** Search and status; both stand in the address, so that a filtered list can be bookmarked. */
export function KeyFilters() {
  const filters = route.useSearch();
  const navigate = route.useNavigate();
  const [text, setText] = useState(filters.search ?? "");

  function apply(change: KeysSearch) {
    void navigate({ search: (old) => ({ ...old, ...change, after: undefined }), replace: true });
  }
  const applySearch = useDebouncedCallback(
    (value: string) => apply({ search: value.trim() || undefined }),
    250,
  );

  return (
    <Group gap="sm">
      <TextInput
        aria-label="Search keys"
        placeholder="Search by name or key"
        leftSection={<IconSearch size={16} aria-hidden />}
        type="search"
        maxLength={100}
        value={text}
        onChange={(event) => {
          setText(event.currentTarget.value);
          applySearch(event.currentTarget.value);
        }}
        flex="1 1 240px"
        maw={360}
      />
      <Group gap={6} role="group" aria-label="Filter by status">
        {CHIPS.map(({ status, label }) => (
          <Chip
            key={status}
            size="sm"
            variant="light"
            checked={filters.status === status}
            onChange={(checked) => apply({ status: checked ? status : undefined })}
          >
            {label}
          </Chip>
        ))}
      </Group>
    </Group>
  );
}
