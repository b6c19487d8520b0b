import { TextInput } from "@mantine/core";
import { useCallbackRef } from "@mantine/hooks";
import { useState } from "react";
import { formatCount } from "../ui/count.js";
import { EntryRow } from "./entry-row.js";
import { type Entry, findEntries } from "./network.js";

/** From so many entries on there is a field to find one by, and the list scrolls by itself. */
const MANY = 20;

interface Props {
  entries: readonly Entry[];
  onChange: (entries: readonly Entry[]) => void;
  disabled?: boolean;
  /** What the server refuses, by the entry's place. */
  errors?: ReadonlyMap<number, string>;
}

/** The listed ranges, each with its note. Of many, those that are looked for; what the server refuses is always shown. */
export function EntryList({ entries, onChange, disabled, errors }: Props) {
  const [wanted, setWanted] = useState("");
  const setNote = useCallbackRef((entry: Entry, note: string | null) =>
    onChange(entries.map((other) => (other === entry ? { ...other, note } : other))),
  );
  const remove = useCallbackRef((entry: Entry, button: HTMLElement) => {
    neighbour(button)?.focus();
    onChange(entries.filter((other) => other !== entry));
  });
  if (entries.length === 0) return null;
  const many = entries.length > MANY;
  const found = new Set(many ? findEntries(entries, wanted) : entries);
  return (
    <>
      {many && (
        <TextInput
          label="Find an entry"
          placeholder="Address, part of a range or of a note"
          maw={360}
          spellCheck={false}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
          description={
            <span role="status">{`${formatCount(found.size)} of ${formatCount(entries.length)} entries`}</span>
          }
          inputWrapperOrder={["label", "input", "description"]}
        />
      )}
      <ul
        className={many ? "lk-list lk-list-long" : "lk-list"}
        aria-label="Listed addresses"
        // Where none of its fields takes the focus, the keyboard scrolls the list itself.
        tabIndex={many && disabled ? 0 : undefined}
      >
        {entries.map(
          (entry, index) =>
            (found.has(entry) || errors?.has(index)) && (
              <EntryRow
                key={entry.cidr}
                entry={entry}
                disabled={disabled}
                error={errors?.get(index)}
                onNote={setNote}
                onRemove={remove}
              />
            ),
        )}
      </ul>
    </>
  );
}

/** The button of the entry below, else above: whoever removes several by the keyboard goes on there. */
function neighbour(button: HTMLElement): HTMLElement | null | undefined {
  const row = button.closest("li");
  return (row?.nextElementSibling ?? row?.previousElementSibling)?.querySelector("button");
}
