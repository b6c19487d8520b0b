import { useQuery } from "@apollo/client/react";
import { Group } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { useAccount } from "../accounts/account.js";
import { MembersQuery } from "../members/members.graphql.js";
import { FilterChip, FilterChips } from "../ui/filter-chips.js";
import { SearchField } from "../ui/search-field.js";
import { STATUS } from "./key-badges.js";
import { IDLE_DAYS, type KeysSearch, STATUSES } from "./keys-search.js";

const route = getRouteApi("/signed-in/in-account/keys");

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
  function apply(change: KeysSearch) {
    void navigate({ search: (old) => ({ ...old, ...change, after: undefined }), replace: true });
  }
  return (
    <Group gap="sm">
      <SearchField
        label="Search keys"
        placeholder="Name, holder, key, token"
        search={filters.search}
        apply={(search) => apply({ search })}
      />
      <FilterChips label="Filter by status">
        {STATUSES.map((status) => (
          <FilterChip
            key={status}
            checked={filters.status === status}
            onChange={(checked) => apply({ status: checked ? status : undefined })}
          >
            {STATUS[status].label}
          </FilterChip>
        ))}
      </FilterChips>
      {filters.knownTo !== undefined && (
        <KnownToChip id={filters.knownTo} onClear={() => apply({ knownTo: undefined })} />
      )}
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

/** There while the list is that of one person's keys: the page of members leads to it. */
function KnownToChip({ id, onClear }: { id: string; onClear: () => void }) {
  const { sid } = useAccount();
  const { data } = useQuery(MembersQuery, { variables: { sid }, fetchPolicy: "cache-first" });
  const person = data?.account.members.find(({ user }) => user.id === id)?.user;
  return (
    <FilterChips label="Filter by who may know the token">
      <FilterChip checked onChange={onClear}>
        {`Known to ${person?.name ?? (data ? "somebody who has left" : "one person")}`}
      </FilterChip>
    </FilterChips>
  );
}
