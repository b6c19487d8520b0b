import { ActionIcon, Button, type ButtonProps } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { announce } from "./announce.js";
import { copyText } from "./copy.js";

/** Copies and says so. `done` is for two seconds true after it worked. */
export function useCopy(what: string): { done: boolean; copy: (text: string) => Promise<void> } {
  const [done, setDone] = useState(false);
  useEffect(() => {
    if (!done) return;
    const timer = setTimeout(() => setDone(false), 2000);
    return () => clearTimeout(timer);
  }, [done]);
  async function copy(text: string) {
    const copied = await copyText(text);
    setDone(copied);
    announce(copied ? `${what} copied` : `${what} could not be copied. Select it and copy it by hand.`);
  }
  return { done, copy };
}

interface Props {
  text: string;
  /** What is copied, as it is announced: "Token". */
  what: string;
}

/** A button "Copy token". */
export function CopyButton({ text, what, ...rest }: Props & ButtonProps) {
  const { done, copy } = useCopy(what);
  return (
    <Button
      variant="default"
      leftSection={done ? <IconCheck size={16} color="var(--lk-green)" /> : <IconCopy size={16} />}
      onClick={() => copy(text)}
      {...rest}
    >
      Copy {what.charAt(0).toLowerCase() + what.slice(1)}
    </Button>
  );
}

/** The same as an icon, for rows of a table. */
export function CopyIcon({ text, what }: Props) {
  const { done, copy } = useCopy(what);
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size="sm"
      aria-label={`Copy ${what}`}
      title={done ? "Copied" : "Copy"}
      onClick={() => copy(text)}
    >
      {done ? <IconCheck size={15} color="var(--lk-green)" /> : <IconCopy size={15} />}
    </ActionIcon>
  );
}
