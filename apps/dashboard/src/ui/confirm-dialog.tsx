import { Button, Modal, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import type { Write } from "./copy-as-graphql.js";
import { DialogActions } from "./dialog-actions.js";

interface Props {
  /** Left out: for as long as it is there. */
  opened?: boolean;
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

/** Asks before an act; the focus begins at what does no harm. Stays open until it is known what became of the act. */
export function ConfirmDialog(props: Props) {
  return (
    <Modal
      opened={props.opened ?? true}
      onClose={() => !props.pending && props.onClose()}
      title={props.title}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          props.onConfirm();
        }}
      >
        <Stack gap="md">
          {props.children}
          <DialogActions write={props.write}>
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
          </DialogActions>
        </Stack>
      </form>
    </Modal>
  );
}
