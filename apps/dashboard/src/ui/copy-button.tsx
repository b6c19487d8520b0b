import { ActionIcon, Button, type ButtonProps } from "@mantine/core";
import { IconCheck, IconCopy, IconX } from "@tabler/icons-react";
import { type ReactNode, useEffect, useState } from "react";
import { announce } from "./announce.js";
import { copyText } from "./copy.js";

type Copied = "not yet" | "done" | "failed";

/** How long an outcome is shown, milliseconds. */
const SHOWN = { done: 2000, failed: 6000 };

/** Copies, shows for some seconds what came of it, and says so. */
export function useCopy(what: string): { copied: Copied; copy: (text: string) => Promise<void> } {
  const [copied, setCopied] = useState<Copied>("not yet");
  useEffect(() => {
    if (copied === "not yet") return;
    const timer = setTimeout(() => setCopied("not yet"), SHOWN[copied]);
    return () => clearTimeout(timer);
  }, [copied]);
  async function copy(text: string) {
    const worked = await copyText(text);
    setCopied(worked ? "done" : "failed");
    announce(worked ? `${what} copied` : `${what} could not be copied. Select it and copy it by hand.`);
  }
  return { copied, copy };
}

/** The icon of a copying button. */
export function CopyState({ copied, size, idle }: { copied: Copied; size: number; idle: ReactNode }) {
  if (copied === "done") return <IconCheck size={size} color="var(--lk-green)" />;
  return copied === "failed" ? <IconX size={size} color="var(--lk-red)" /> : idle;
}

interface Props {
  text: string;
  /** What is copied, as it is announced: "Token". */
  what: string;
}

/** A button "Copy token". */
export function CopyButton({ text, what, ...rest }: Props & ButtonProps) {
  const { copied, copy } = useCopy(what);
  return (
    <Button
      variant="default"
      leftSection={<CopyState copied={copied} size={16} idle={<IconCopy size={16} />} />}
      onClick={() => copy(text)}
      {...rest}
    >
      {copied === "failed" ? "Not copied: select it" : `Copy ${what.charAt(0).toLowerCase() + what.slice(1)}`}
    </Button>
  );
}

/** The same as an icon, for rows of a table. */
export function CopyIcon({ text, what }: Props) {
  const { copied, copy } = useCopy(what);
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={24}
      aria-label={`Copy ${what}`}
      title={copied === "done" ? "Copied" : copied === "failed" ? "Not copied: select it" : "Copy"}
      onClick={() => copy(text)}
    >
      <CopyState copied={copied} size={15} idle={<IconCopy size={15} />} />
    </ActionIcon>
  );
}
