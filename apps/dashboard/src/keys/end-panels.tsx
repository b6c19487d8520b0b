import { useMutation } from "@apollo/client/react";
import { Button, Group } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { useAccount } from "../identity/account.js";
import { KEY_MANAGERS, mayChangeKey, mayManageKeys } from "../identity/roles.js";
import { WhoMay } from "../identity/who-may.js";
import { CopyAsGraphql } from "../ui/copy-as-graphql.js";
import { Panel } from "../ui/panel.js";
import { toastSaved } from "../ui/toast.js";
import { useSave } from "../ui/use-save.js";
import { DeleteKeyDialog } from "./delete-key-dialog.js";
import { DisableKeyMutation, EnableKeyMutation } from "./key.graphql.js";
import { useKey } from "./key-context.js";
import { KeySaveErrors } from "./key-save-errors.js";
import { useDisable } from "./use-disable.js";
import { WhoMayChange } from "./who-may-change.js";

/** Disabling, which can be taken back, and deleting, which can't. */
export function EndPanels() {
  const { viewerRole } = useAccount();
  const { key } = useKey();
  const [dialog, { open, close }] = useDisclosure(false);
  const [enable] = useMutation(EnableKeyMutation);
  const save = useSave();
  const disable = useDisable(save);
  const may = mayChangeKey(viewerRole, key.permissions);
  const disabled = key.status === "DISABLED";

  const input = { id: key.id, expectedVersion: key.version };

  async function enableKey() {
    const done = await save.run(async () => {
      return (await enable({ variables: { input } })).data?.enableApiKey;
    });
    if (done) toastSaved("Key enabled.", done.effect);
  }

  return (
    <>
      <KeySaveErrors save={save} />
      <Panel
        title={disabled ? "Enable" : "Disable"}
        lead={
          disabled
            ? "Calls with this key are denied now. Enabling lets them pass again."
            : "Every call is denied until the key is enabled again. Nothing else is lost."
        }
      >
        <Group>
          {disabled ? (
            <Button onClick={enableKey} loading={save.pending} disabled={!may}>
              Enable key
            </Button>
          ) : (
            <Button variant="default" onClick={disable} loading={save.pending} disabled={!may}>
              Disable key
            </Button>
          )}
          {may && (
            <CopyAsGraphql
              write={{ document: disabled ? EnableKeyMutation : DisableKeyMutation, input: () => input }}
            />
          )}
        </Group>
        {!may && <WhoMayChange />}
      </Panel>
      <Panel
        title="Delete"
        lead="Key and token stop working at once, and for good. The account and its other keys are not touched."
      >
        <Group>
          <Button color="red" onClick={open} disabled={!mayManageKeys(viewerRole)}>
            Delete key
          </Button>
        </Group>
        {!mayManageKeys(viewerRole) && <WhoMay act="delete keys" roles={KEY_MANAGERS} />}
      </Panel>
      <DeleteKeyDialog opened={dialog} onClose={close} />
    </>
  );
}
