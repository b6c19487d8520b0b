import { type KeyboardEvent, useEffect, useState } from "react";
import { announce } from "../ui/announce.js";
import { counted } from "../ui/count.js";
import type { Entry } from "./network.js";
import { parsePastedList, putRight, type RefusedEntry, stillTyped } from "./pasted-list.js";

interface Adding {
  /** What is on the list. */
  entries: readonly Entry[];
  onAdd: (added: readonly Entry[]) => void;
  /** Told whether something was typed that is not on the list, if only a note. */
  onTyping: (typing: boolean) => void;
}

/** What is typed to be added, with its note; what of it can't be added stays typed, as `refused`. */
export function useTypedEntries({ entries, onAdd, onTyping }: Adding) {
  const [text, setText] = useState("");
  const [note, setNote] = useState("");
  const [refused, setRefused] = useState<readonly RefusedEntry[]>([]);
  const hasText = text.trim() !== "";
  const ownNote = note.trim() || null;
  const typing = hasText || ownNote !== null;
  useEffect(() => {
    onTyping(typing);
    return () => onTyping(false);
  }, [typing, onTyping]);

  /** Adds what of `written` can be added, under `noted` where it has no note itself. Gives the rest. */
  function add(written: string, noted: string | null): readonly RefusedEntry[] {
    const list = parsePastedList(written, entries);
    if (list.entries.length > 0) {
      onAdd(list.entries.map((entry) => ({ ...entry, note: entry.note ?? noted })));
      announce(`${counted(list.entries.length, "entry", "entries")} added, not saved yet`);
    }
    return list.refused;
  }

  function keep(rest: readonly RefusedEntry[]) {
    setRefused(rest);
    setText(stillTyped(rest));
    if (rest.length === 0) setNote("");
  }

  function submit() {
    if (hasText) keep(add(text, ownNote));
  }

  /** Adds what was probably meant, and what was typed beside it meanwhile. */
  function accept(...meant: readonly RefusedEntry[]) {
    keep(add(meant.reduce(putRight, text), ownNote));
  }

  /** What was refused and is no longer there was put right by hand. */
  function edit(next: string) {
    setText(next);
    const there = new Set(parsePastedList(next, entries).refused.map((entry) => entry.text));
    setRefused(refused.filter((entry) => there.has(entry.text)));
  }

  function onKeyDown(event: KeyboardEvent) {
    // Enter also ends a word of a script that is typed by composing. With Ctrl it saves, where there is nothing to add.
    if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
    if (!hasText && (event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    submit();
  }

  return { text, edit, note, setNote, typing, refused, add, submit, accept, onKeyDown };
}
