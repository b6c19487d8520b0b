import { Button, Group, Stack, Text, Textarea, TextInput } from "@mantine/core";
import { type KeyboardEvent, useEffect, useState } from "react";
import { announce } from "../ui/announce.js";
import { counted } from "../ui/count.js";
import type { Entry } from "./network.js";
import { parsePastedList, type RefusedEntry, stillTyped } from "./pasted-list.js";

interface Props {
  entries: readonly Entry[];
  onAdd: (added: readonly Entry[]) => void;
  disabled?: boolean;
  /** The reader's own address, offered as an entry. */
  ownAddress: string | null;
  /** Told whether something was typed that is not on the list. */
  onTyping: (typing: boolean) => void;
  /** Why the form can't be sent with what stands in the field. */
  error?: string | undefined;
}

/** One field for an address, a range or a pasted list; what can't be added stays in it, with what was probably meant. */
export function AddEntries({ entries, onAdd, disabled, ownAddress, onTyping, error }: Props) {
  const [text, setText] = useState("");
  const [note, setNote] = useState("");
  const [refused, setRefused] = useState<readonly RefusedEntry[]>([]);
  const typing = text.trim() !== "";
  useEffect(() => {
    onTyping(typing);
    return () => onTyping(false);
  }, [typing, onTyping]);

  function add(written: string, ownNote: string | null) {
    const list = parsePastedList(written, entries);
    if (list.entries.length > 0) {
      onAdd(list.entries.map((entry) => ({ ...entry, note: entry.note ?? ownNote })));
      announce(`${counted(list.entries.length, "entry", "entries")} added, not saved yet`);
    }
    return list;
  }

  function submit() {
    if (!typing) return;
    const list = add(text, note.trim() || null);
    setRefused(list.refused);
    setText(stillTyped(list.refused));
    if (list.refused.length === 0) setNote("");
  }

  function accept(entry: RefusedEntry) {
    if (!entry.suggestion) return;
    add(entry.suggestion, entry.note ?? (note.trim() || null));
    const rest = refused.filter((other) => other !== entry);
    setRefused(rest);
    setText(stillTyped(rest));
  }

  function onKeyDown(event: KeyboardEvent) {
    // Enter also ends a word of a script that is typed by composing. With Ctrl it saves, where there is nothing to add.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    if (!typing && (event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    submit();
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
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          classNames={{ input: "lk-mono" }}
          error={refused.length > 0 ? <Refused refused={refused} /> : typing && error}
          flex="2 1 260px"
        />
        <TextInput
          label="Note"
          description="Whose it is, where it stands."
          maxLength={500}
          disabled={disabled}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          onKeyDown={onKeyDown}
          flex="1 1 180px"
        />
      </Group>
      {refused.some(({ suggestion }) => suggestion) && (
        <Group gap="xs">
          {refused.map(
            (entry) =>
              entry.suggestion && (
                <Button key={entry.text} size="compact-sm" variant="light" onClick={() => accept(entry)}>
                  Use {entry.suggestion}
                </Button>
              ),
          )}
        </Group>
      )}
      <Group gap="xs">
        <Button variant="default" onClick={submit} disabled={disabled}>
          Add
        </Button>
        {ownAddress && (
          <Button variant="subtle" disabled={disabled} onClick={() => add(ownAddress, "My address")}>
            Use my address ({ownAddress})
          </Button>
        )}
      </Group>
    </Stack>
  );
}

function Refused({ refused }: { refused: readonly RefusedEntry[] }) {
  return (
    <>
      {refused.map(({ text, message }) => (
        <Text key={text} span display="block" size="xs" c="inherit">
          <span className="lk-mono">{text}</span>: {message}
        </Text>
      ))}
    </>
  );
}
