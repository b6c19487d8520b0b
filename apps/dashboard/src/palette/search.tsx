import { useQuery } from "@apollo/client/react";
import { CloseButton, Combobox, Group, Input, useMantineColorScheme } from "@mantine/core";
import { useId } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useLayoutEffect, useState } from "react";
import { useSignedIn } from "../accounts/account.js";
import { CANNOT_SWITCH } from "../accounts/use-switch-account.js";
import { FailureAlert } from "../ui/failure-alert.js";
import { ProblemAlert } from "../ui/problem-alert.js";
import { searchText } from "../ui/search-text.js";
import { entriesFor, fitting } from "./entries.js";
import { EntryGroups } from "./entry-groups.js";
import { limitEntries } from "./limit-entries.js";
import { Outcome } from "./outcome.js";
import { ApiNamesQuery } from "./palette.graphql.js";
import { useActiveEntry } from "./use-active-entry.js";
import { useChoose } from "./use-choose.js";
import { useFoundKeys } from "./use-found-keys.js";

/** The longest search that the list of keys takes, too. */
const LONGEST = 100;

export interface SearchProps {
  /** Gives what was typed before the field was there, and ends the keeping of it. */
  takeTyped: () => string;
  onClose: () => void;
}

/** The field, and under it what fits. The keyboard stays in the field; the arrow keys and Enter choose. */
export function Search({ takeTyped, onClose }: SearchProps) {
  const results = useId();
  const [typed, setTyped] = useState("");
  const text = typed.trim();
  const person = useSignedIn();
  const { colorScheme } = useMantineColorScheme();
  const found = useFoundKeys(person.account?.sid, text);
  // Without them the limits are found on their page.
  const apis =
    useQuery(ApiNamesQuery, { fetchPolicy: "cache-first", skip: !person.account }).data?.apis ?? [];
  const entries = [
    ...fitting(entriesFor(person, colorScheme), text),
    ...limitEntries(apis, text),
    ...found.entries,
  ];
  const { store, active } = useActiveEntry(entries, text, onClose);
  const { choose, blocked } = useChoose(onClose);

  // Once it is seen, it takes the keys: Mantine's trap gives the focus a moment later, and an arrow key or Enter may come before it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once
  useLayoutEffect(() => {
    store.targetRef.current?.focus({ preventScroll: true });
    const before = takeTyped();
    setTyped((now) => searchText(now + before));
  }, []);

  function submit(id: string): void {
    const chosen = entries.find((entry) => entry.id === id);
    if (chosen) choose(chosen);
  }
  function retry(): void {
    // The button goes, and the focus with it.
    store.targetRef.current?.focus();
    found.retry();
  }

  return (
    <Combobox store={store} onOptionSubmit={submit}>
      <Group className="lk-palette-head" gap="sm" wrap="nowrap">
        <IconSearch size={18} aria-hidden className="lk-fixed" />
        <Combobox.EventsTarget
          withExpandedAttribute
          aria-expanded={entries.length > 0}
          aria-controls={results}
          aria-activedescendant={active ?? ""}
        >
          <Input
            data-autofocus
            variant="unstyled"
            size="md"
            flex={1}
            aria-label="Search or go to"
            placeholder={person.account ? "A key, API, page, request id …" : "A page, a theme …"}
            maxLength={LONGEST}
            spellCheck={false}
            value={typed}
            onChange={(event) => setTyped(searchText(event.currentTarget.value))}
          />
        </Combobox.EventsTarget>
        <CloseButton aria-label="Close" onClick={onClose} />
      </Group>
      <div className="lk-palette-body">
        <Combobox.Options id={results} aria-label="Results" className="lk-palette-list">
          <EntryGroups entries={entries} active={active} />
        </Combobox.Options>
        <Outcome state={found.state} text={text} keys={found.entries.length} results={entries.length} />
        {found.state === "failed" && <ProblemAlert error={found.error} onRetry={retry} />}
        {blocked && <FailureAlert>{CANNOT_SWITCH}</FailureAlert>}
      </div>
    </Combobox>
  );
}
