import { Button, Group, Stack, Textarea, TextInput } from "@mantine/core";
import { useRef } from "react";
import { Address } from "../ui/address.js";
import type { Entry } from "./network.js";
import type { RefusedEntry } from "./pasted-list.js";
import { ListedAlready, RefusedEntries, Suggestions } from "./refused-entries.js";
import { useTypedEntries } from "./use-typed-entries.js";

interface Props {
  entries: readonly Entry[];
  onAdd: (added: readonly Entry[]) => void;
  disabled?: boolean;
  /** The reader's own address, offered as an entry. */
  ownAddress: string | null;
  /** Told whether something was typed that is not on the list, if only a note. */
  onTyping: (typing: boolean) => void;
  /** Why the form can't be sent with what stands in the fields. */
  error?: string | undefined;
}

/** One field for an address, a range or a pasted list; what can't be added stays in it, with what was probably meant. */
export function AddEntries({ entries, onAdd, disabled, ownAddress, onTyping, error }: Props) {
  const typed = useTypedEntries({ entries, onAdd, onTyping });
  const { refused, onKeyDown } = typed;
  const button = useRef<HTMLButtonElement>(null);

  /** With the last of what was offered its button goes: whoever uses the keyboard goes on at the next one. */
  function accept(...meant: readonly RefusedEntry[]) {
    const rest = typed.accept(...meant);
    if (!rest.some(({ suggestion }) => suggestion)) button.current?.focus();
  }

  return (
    <Stack gap="xs">
      <Group align="flex-start" gap="sm">
        <Textarea
          label="Address or range"
          description="IPv4 or IPv6, with or without a prefix length; or paste a list."
          placeholder="203.0.113.0/24"
          autosize
          minRows={1}
          maxRows={8}
          spellCheck={false}
          disabled={disabled}
          value={typed.text}
          onChange={(event) => typed.edit(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          classNames={{ input: "lk-mono" }}
          error={refused.length > 0 ? <RefusedEntries refused={refused} /> : typed.typing && error}
          flex="2 1 260px"
        />
        <TextInput
          label="Note"
          description="Whose it is, where it stands."
          maxLength={500}
          disabled={disabled}
          value={typed.note}
          onChange={(event) => typed.setNote(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          flex="1 1 180px"
        />
      </Group>
      <Suggestions refused={refused} onAccept={accept} />
      <ListedAlready listed={typed.listed} />
      <Group gap="xs">
        <Button ref={button} variant="default" onClick={typed.submit} disabled={disabled}>
          Add
        </Button>
        {ownAddress && (
          <Group gap={0}>
            <Button variant="subtle" disabled={disabled} onClick={() => typed.addOwn(ownAddress)}>
              Use my address
            </Button>
            <Address text={ownAddress} />
          </Group>
        )}
      </Group>
    </Stack>
  );
}
