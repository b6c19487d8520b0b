import { Button, Group, Modal, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { CopyAsGraphql, type Write } from "./copy-as-graphql.js";

interface Props {
  opened: boolean;
  onClose: () => void;
  title: string;
  /** The button's text. */
  confirm: string;
  onConfirm: () => void;
  pending: boolean;
  dangerous?: boolean;
  disabled?: boolean;
  write: Write;
  children: ReactNode;
}

/** Asks before an act; the focus begins at what does no harm. */
export function ConfirmDialog(props: Props) {
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={props.title}
      closeOnClickOutside={!props.pending}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          props.onConfirm();
        }}
      >
        <Stack gap="md">
          {props.children}
          <Group justify="flex-end" gap="xs">
            <Group flex="1 0 auto">
              <CopyAsGraphql write={props.write} />
            </Group>
            <Group gap="xs">
              <Button variant="default" onClick={props.onClose} disabled={props.pending}>
                Cancel
              </Button>
              <Button
                type="submit"
                color={props.dangerous ? "red" : undefined}
                loading={props.pending}
                disabled={props.disabled}
              >
                {props.confirm}
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
