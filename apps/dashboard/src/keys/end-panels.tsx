import { Button, Group, Text } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import type { ReactNode } from "react";
import { useAccount } from "../accounts/account.js";
import { KEY_MANAGERS, mayChangeKey, mayManageKeys } from "../accounts/roles.js";
import { WhoMay } from "../accounts/who-may.js";
import { CopyAsGraphql } from "../ui/copy-as-graphql.js";
import { Panel } from "../ui/panel.js";
import { toastSaved } from "../ui/toast.js";
import { useSave } from "../ui/use-save.js";
import { DeleteKeyDialog } from "./delete-key-dialog.js";
import { EnableKeyMutation } from "./key.graphql.js";
import { actionInput, useKey } from "./key-context.js";
import { KeySaveErrors } from "./key-save-errors.js";
import { useDisable } from "./use-disable.js";
import { WhoMayChange } from "./who-may-change.js";

/** Disabling, which can be taken back, and deleting, which can't. */
export function EndPanels() {
  const { viewerRole } = useAccount();
  const { key } = useKey();
  const [dialog, { open, close }] = useDisclosure(false);
  const save = useSave();
  const { disable, write: disabling } = useDisable(save);
  const enabling = { document: EnableKeyMutation, input: () => actionInput(key) };
  const may = mayChangeKey(viewerRole, key.permissions);
  const disabled = key.status === "DISABLED";

  async function enable() {
    const done = await save.send(enabling);
    if (done) toastSaved("Key enabled.", done.effect);
  }

  return (
    <>
      <KeySaveErrors save={save} />
      <Panel title={disabled ? "Enable or delete" : "Disable or delete"}>
        <ul className="lk-list">
          <Act
            words={
              disabled
                ? "Calls with this key are denied now. Enabling lets them pass again."
                : "Disabled, every call is denied until the key is enabled again. Nothing else is lost."
            }
          >
            {may && <CopyAsGraphql write={disabled ? enabling : disabling} />}
            {disabled ? (
              <Button onClick={enable} loading={save.pending} disabled={!may}>
                Enable key
              </Button>
            ) : (
              <Button variant="default" onClick={disable} loading={save.pending} disabled={!may}>
                Disable key
              </Button>
            )}
          </Act>
          <Act words="Deleted, key and token stop working at once, and for good. The account and its other keys are not touched.">
            <Button color="red" variant="light" onClick={open} disabled={!mayManageKeys(viewerRole)}>
              Delete key
            </Button>
          </Act>
        </ul>
        {!may && <WhoMayChange />}
        {!mayManageKeys(viewerRole) && <WhoMay act="delete keys" roles={KEY_MANAGERS} />}
      </Panel>
      <DeleteKeyDialog opened={dialog} onClose={close} />
    </>
  );
}

/** What a button does, and the button. */
function Act({ words, children }: { words: string; children: ReactNode }) {
  return (
    <Group component="li" justify="space-between" gap="sm">
      <Text size="sm" flex="1 1 20rem">
        {words}
      </Text>
      <Group gap="xs">{children}</Group>
    </Group>
  );
}
