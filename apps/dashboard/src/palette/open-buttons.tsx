import { ActionIcon, Button } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { FailureAlert } from "../ui/failure-alert.js";
import { Shortcut } from "../ui/shortcut.js";

const SHORTCUTS = "Control+K Meta+K";

/** Opens the palette, and says by which keys it opens, too. */
export function OpenPaletteButton({ onClick }: { onClick: () => void }) {
  return (
    <Button
      variant="default"
      className="lk-find"
      fullWidth
      justify="space-between"
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={<Shortcut name="K" />}
      aria-haspopup="dialog"
      aria-keyshortcuts={SHORTCUTS}
      onClick={onClick}
    >
      Search or go to …
    </Button>
  );
}

/** The same where there is little room. */
export function OpenPaletteIcon({ onClick }: { onClick: () => void }) {
  return (
    <ActionIcon
      variant="default"
      size="lg"
      aria-label="Search or go to"
      aria-haspopup="dialog"
      aria-keyshortcuts={SHORTCUTS}
      onClick={onClick}
    >
      <IconSearch size={18} aria-hidden />
    </ActionIcon>
  );
}

/** Stands by the button where the palette could not be loaded. */
export function PaletteFailure() {
  return <FailureAlert>The search could not be loaded. Check the connection and try again.</FailureAlert>;
}
