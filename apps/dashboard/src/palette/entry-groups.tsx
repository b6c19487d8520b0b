import { Combobox } from "@mantine/core";
import { StatusBadge } from "../keys/key-badges.js";
import { type Entry, GROUPS } from "./entry.js";

/** The entries under their headings; `active` is the id of the one that Enter chooses. */
export function EntryGroups({ entries, active }: { entries: readonly Entry[]; active: string | undefined }) {
  return GROUPS.map((group) => {
    const own = entries.filter((entry) => entry.group === group);
    if (own.length === 0) return null;
    return (
      <Combobox.Group key={group} label={group}>
        {own.map((entry) => (
          <EntryOption key={entry.id} entry={entry} active={entry.id === active} />
        ))}
      </Combobox.Group>
    );
  });
}

function EntryOption({ entry, active }: { entry: Entry; active: boolean }) {
  const { id, group, name, detail, status, Icon } = entry;
  return (
    <Combobox.Option id={id} value={id} aria-selected={active} className="lk-palette-option">
      <Icon size={18} aria-hidden className="lk-fixed" />
      <span className="lk-palette-name lk-anywhere">
        {name}
        {detail && <span className={group === "Keys" ? "lk-mono" : undefined}>{detail}</span>}
      </span>
      {status && <StatusBadge status={status} />}
    </Combobox.Option>
  );
}
