import { ActionIcon, Badge, Group, TextInput } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { type Entry, isWholeInternet } from "./network.js";

interface Props {
  entries: readonly Entry[];
  onChange: (entries: readonly Entry[]) => void;
  disabled?: boolean;
  /** What the server refuses, by the entry's place. */
  errors?: ReadonlyMap<number, string>;
}

/** The listed ranges, each with its note. */
export function EntryList({ entries, onChange, disabled, errors }: Props) {
  if (entries.length === 0) return null;
  return (
    <ul className="lk-list" aria-label="Listed addresses">
      {entries.map((entry, index) => (
        <li key={entry.cidr}>
          <div className="lk-entry">
            <Group gap={6} miw={0}>
              <span className="lk-mono">{entry.cidr}</span>
              {isWholeInternet(entry.cidr) && (
                <Badge color="amber" variant="light">
                  Whole internet
                </Badge>
              )}
            </Group>
            <TextInput
              aria-label={`Note for ${entry.cidr}`}
              placeholder="Note"
              size="xs"
              maxLength={500}
              disabled={disabled}
              value={entry.note ?? ""}
              error={errors?.get(index)}
              onChange={(event) => {
                const note = event.currentTarget.value || null;
                onChange(entries.map((other) => (other === entry ? { ...other, note } : other)));
              }}
              className="lk-entry-note"
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Remove ${entry.cidr}`}
              disabled={disabled}
              onClick={() => onChange(entries.filter((other) => other !== entry))}
            >
              <IconX size={16} />
            </ActionIcon>
          </div>
        </li>
      ))}
    </ul>
  );
}
