import { Kbd } from "@mantine/core";
import { useOs } from "@mantine/hooks";

/** The keys that do what the button around it does, as they are called here: "Ctrl K", "⌘ K". Screen readers have them from `aria-keyshortcuts`. */
export function Shortcut({ name }: { name: string }) {
  const os = useOs({ getValueInEffect: false });
  return (
    <Kbd size="xs" aria-hidden>
      {os === "macos" || os === "ios" ? "⌘" : "Ctrl"} {name}
    </Kbd>
  );
}
