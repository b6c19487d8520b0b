import { Group, Kbd, Modal } from "@mantine/core";
import { Search, type SearchProps } from "./search.js";

/**
 * Finds a page, a limit, a key, an account or a theme by a few letters. What is chosen in it changes nothing of an account.
 *
 * Of Mantine's Combobox, not of its Spotlight, which gives screen readers neither a combobox nor the entry that Enter chooses.
 */
export default function Palette({ takeTyped, onClose }: SearchProps) {
  return (
    <Modal.Root opened onClose={onClose} size={580} yOffset="8dvh" transitionProps={{ duration: 0 }}>
      <Modal.Overlay />
      <Modal.Content className="lk-palette" aria-label="Search or go to">
        <Search takeTyped={takeTyped} onClose={onClose} />
        <Group className="lk-palette-foot lk-wide-only" gap="lg" aria-hidden>
          <span>
            <Kbd size="xs">↑</Kbd> <Kbd size="xs">↓</Kbd> to choose
          </span>
          <span>
            <Kbd size="xs">Enter</Kbd> to open
          </span>
          <span>
            <Kbd size="xs">Esc</Kbd> to close
          </span>
        </Group>
      </Modal.Content>
    </Modal.Root>
  );
}
