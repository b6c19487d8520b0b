import { ActionIcon, Badge, Group, TextInput } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { memo } from "react";
import { Address } from "../ui/address.js";
import { type Entry, isWholeInternet } from "./network.js";

interface Props {
  entry: Entry;
  disabled: boolean | undefined;
  /** What the server refuses about it. */
  error: string | undefined;
  onNote: (entry: Entry, note: string | null) => void;
  onRemove: (entry: Entry, button: HTMLElement) => void;
}

/** One listed range with its note. Drawn anew only when it has changed itself: a list may have a thousand. */
export const EntryRow = memo(function EntryRow({ entry, disabled, error, onNote, onRemove }: Props) {
  return (
    <li>
      <div className="lk-entry">
        <Group gap={6} miw={0}>
          <Address text={entry.cidr} />
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
          error={error}
          onChange={(event) => onNote(entry, event.currentTarget.value || null)}
          className="lk-entry-note"
        />
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={`Remove ${entry.cidr}`}
          disabled={disabled}
          onClick={(event) => onRemove(entry, event.currentTarget)}
        >
          <IconX size={16} />
        </ActionIcon>
      </div>
    </li>
  );
});
