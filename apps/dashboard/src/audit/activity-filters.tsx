import { useQuery } from "@apollo/client/react";
import { Group, NativeSelect, Text, TextInput } from "@mantine/core";
import { getRouteApi } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useAccount } from "../accounts/account.js";
import { personInWords } from "../identity/person-name.js";
import { MembersQuery } from "../members/members.graphql.js";
import { FilterChip, FilterChips } from "../ui/filter-chips.js";
import { type ActivitySearch, startOfDay } from "./activity-search.js";
import { ActivityKeyQuery } from "./audit.graphql.js";
import { actorId, actorInWords, type Event } from "./event.js";

const route = getRouteApi("/signed-in/in-account/activity");

const CHIPS = [
  { about: undefined, label: "Everything" },
  { about: "KEYS", label: "Keys" },
  { about: "LIMITS", label: "Limits" },
  { about: "ACCOUNT", label: "Account" },
  { about: "REFUSED", label: "Not allowed" },
] as const;

interface Props {
  filters: ActivitySearch;
  /** What is shown, which may name somebody who is no member. */
  events: readonly Event[] | undefined;
}

/** What it is about, when it was, who did it, and to which key; all stand in the address, so that a filtered list can be passed on. */
export function ActivityFilters({ filters, events }: Props) {
  const navigate = route.useNavigate();
  function apply(change: ActivitySearch) {
    const search = { ...filters, ...change, after: undefined };
    void navigate({ search, replace: true, resetScroll: false });
  }
  return (
    <Group gap="sm">
      <FilterChips label="Filter by what it is about">
        {CHIPS.map(({ about, label }) => (
          <FilterChip key={label} checked={filters.about === about} onChange={() => apply({ about })}>
            {label}
          </FilterChip>
        ))}
        {filters.key !== undefined && <KeyChip id={filters.key} onClear={() => apply({ key: undefined })} />}
      </FilterChips>
      <Group gap="sm" flex="1 1 38rem">
        <ActorFilter by={filters.by} events={events} onChange={(by) => apply({ by })} />
        <DayField label="From" day={filters.from} onChange={(from) => apply({ from })} />
        <DayField label="To" day={filters.to} onChange={(to) => apply({ to })} />
      </Group>
    </Group>
  );
}

/** There while only what was done to one key is shown. */
function KeyChip({ id, onClear }: { id: string; onClear: () => void }) {
  const { sid } = useAccount();
  const { data } = useQuery(ActivityKeyQuery, { variables: { sid, id }, fetchPolicy: "cache-first" });
  const name = data?.account.apiKey?.name;
  return (
    <FilterChip checked onChange={onClear}>
      {name === undefined ? "Only one key" : `Only “${name}”`}
    </FilterChip>
  );
}

interface DayProps {
  label: string;
  day: string | undefined;
  onChange: (day: string | undefined) => void;
}

/** One end of the period that is shown. It counts once it is a whole day: while its year is typed it stands for others. */
function DayField({ label, day = "", onChange }: DayProps) {
  const [typed, setTyped] = useState(day);
  useEffect(() => setTyped(day), [day]);
  return (
    <TextInput
      type="date"
      aria-label={`${label} day`}
      leftSection={<Text size="sm">{label}</Text>}
      leftSectionWidth={50}
      leftSectionProps={{ "aria-hidden": true }}
      min="2000-01-01"
      value={typed}
      onChange={({ currentTarget: { value } }) => {
        setTyped(value);
        if (value === "" || startOfDay(value) !== null) onChange(value || undefined);
      }}
      size="sm"
      flex="1 1 10rem"
      maw="12rem"
    />
  );
}

interface ActorProps {
  by: string | undefined;
  events: Props["events"];
  onChange: (by: string | undefined) => void;
}

/** The account's members; whoever else acted is chosen by their name in the list. */
function ActorFilter({ by, events, onChange }: ActorProps) {
  const { sid } = useAccount();
  const { data } = useQuery(MembersQuery, { variables: { sid }, fetchPolicy: "cache-first" });
  const members = data?.account.members.map(({ user }) => user) ?? [];
  const isOther = by !== undefined && !members.some(({ id }) => id === by);
  return (
    <NativeSelect
      aria-label="Filter by who did it"
      size="sm"
      flex="1 1 14rem"
      maw="21rem"
      value={by ?? ""}
      onChange={(event) => onChange(event.currentTarget.value || undefined)}
      data={[
        { value: "", label: "By anybody" },
        ...members.map((user) => ({ value: user.id, label: `By ${personInWords(user)}` })),
        ...(isOther ? [{ value: by, label: `By ${otherInWords(by, events)}` }] : []),
      ]}
    />
  );
}

/** Who is no member: a key, the provider's staff, or somebody who has left. */
function otherInWords(by: string, events: Props["events"]): string {
  const event = events?.find((one) => actorId(one) === by);
  if (event) return actorInWords(event);
  return by.startsWith("lk_") ? `the key ${by}` : "somebody else";
}
