import { type KeyboardEvent, useEffect, useState } from "react";
import { announce } from "../ui/announce.js";
import { counted, formatCount } from "../ui/count.js";
import type { Entry } from "./network.js";
import { parsePastedList, putRight, type RefusedEntry, stillTyped } from "./pasted-list.js";

interface Adding {
  /** What is on the list. */
  entries: readonly Entry[];
  onAdd: (added: readonly Entry[]) => void;
  /** Told whether something was typed that is not on the list, if only a note. */
  onTyping: (typing: boolean) => void;
}

/** What is typed to be added, with its note; what of it can't be added stays typed, as `refused`, but for what is `listed` already. */
export function useTypedEntries({ entries, onAdd, onTyping }: Adding) {
  const [text, setText] = useState("");
  const [note, setNote] = useState("");
  const [refused, setRefused] = useState<readonly RefusedEntry[]>([]);
  const [needless, setNeedless] = useState("");
  // But for what was removed since.
  const listed = listedOf(parsePastedList(needless, entries).refused);
  const hasText = text.trim() !== "";
  const ownNote = note.trim() || null;
  const typing = hasText || ownNote !== null;
  useEffect(() => {
    onTyping(typing);
    return () => onTyping(false);
  }, [typing, onTyping]);

  /**
   * Adds what of `written` can be added, under `noted` where it has no note itself. Gives the rest, but for what the list had already
   * where something else was added: there is nothing left to do about that.
   */
  function add(written: string, noted: string | null): readonly RefusedEntry[] {
    const list = parsePastedList(written, entries);
    const had = listedOf(list.refused);
    setNeedless(list.entries.length > 0 ? textOf(had) : "");
    if (list.entries.length === 0) return list.refused;
    onAdd(list.entries.map((entry) => ({ ...entry, note: entry.note ?? noted })));
    const beside = had.length > 0 ? `; ${formatCount(had.length)} on the list already` : "";
    announce(`${counted(list.entries.length, "entry", "entries")} added, not saved yet${beside}`);
    return list.refused.filter(({ isListed }) => !isListed);
  }

  function addOwn(address: string) {
    const had = add(address, "My address");
    if (had.length === 0) return;
    setNeedless(textOf(had));
    announce(`${address} is on the list already`);
  }

  function keep(rest: readonly RefusedEntry[]) {
    setRefused(rest);
    setText(stillTyped(rest));
    if (rest.length === 0) setNote("");
  }

  function submit() {
    if (hasText) keep(add(text, ownNote));
  }

  /** Adds what was probably meant, and what was typed beside it meanwhile. Gives the rest. */
  function accept(...meant: readonly RefusedEntry[]) {
    const rest = add(meant.reduce(putRight, text), ownNote);
    keep(rest);
    return rest;
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

  return { text, edit, note, setNote, typing, refused, listed, addOwn, submit, accept, onKeyDown };
}

function listedOf(refused: readonly RefusedEntry[]): RefusedEntry[] {
  return refused.filter(({ isListed }) => isListed);
}

function textOf(refused: readonly RefusedEntry[]): string {
  return refused.map(({ text }) => text).join("\n");
}
