import { useQuery } from "@apollo/client/react";
import { Button, Modal, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useAccount } from "../accounts/account.js";
import { WithAddresses } from "../ui/address.js";
import { DialogActions } from "../ui/dialog-actions.js";
import { ProblemAlert } from "../ui/problem-alert.js";
import { useNow } from "../ui/use-now.js";
import { type Save, useSave } from "../ui/use-save.js";
import { LastDayQuery } from "./key.graphql.js";
import { useKey } from "./key-context.js";
import { KeySaveErrors } from "./key-save-errors.js";
import { type KeyUse, keyUse } from "./key-use.js";
import { looksLike } from "./looks-like.js";
import { useDeleteKey } from "./use-delete-key.js";
import { useDisable } from "./use-disable.js";

export function DeleteKeyDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const save = useSave();
  function close() {
    // It stays open until it is known what became of the act.
    if (save.pending) return;
    save.clear();
    onClose();
  }
  return (
    <Modal opened={opened} onClose={close} title="Delete this key?" size="36rem">
      <DeleteKeyForm save={save} onClose={close} />
    </Modal>
  );
}

interface FormProps {
  save: Save;
  onClose: () => void;
}

/** Shows whether the key is still used; unless it is known to be unused, disabling is what Enter does. */
function DeleteKeyForm({ save, onClose }: FormProps) {
  const { sid } = useAccount();
  const { key } = useKey();
  const now = useNow();
  const [typed, setTyped] = useState("");
  const [mistyped, setMistyped] = useState(false);
  const { remove, write } = useDeleteKey(save);
  const { disable } = useDisable(save);
  const { data, error, refetch } = useQuery(LastDayQuery, {
    variables: { sid, id: key.id },
    fetchPolicy: "network-only",
  });
  const use = keyUse(data?.account.apiKey, now);
  const disableFirst = use.level !== "unused" && key.status === "ACTIVE";
  const named = looksLike(typed, key.name);

  async function submit(event: FormEvent) {
    event.preventDefault();
    // Who types a name means to delete: another one disables nothing.
    if (typed.trim() !== "" && !named) setMistyped(true);
    else if (disableFirst) {
      if (await disable()) onClose();
    } else if (named) await remove();
  }

  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        {error && <ProblemAlert error={error} onRetry={refetch} />}
        <UseSentence use={use} failed={error !== undefined} />
        <Text size="sm">
          {disableFirst
            ? `${use.level === "in-use" ? "It is in use." : "It may be in use."} Disable it first: that can be taken back, should a service fail.`
            : "Calls with it will get 401. This cannot be undone."}
        </Text>
        <TextInput
          label="Type the key's name"
          description={key.name}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setMistyped(false);
          }}
          error={mistyped ? "This is not the key's name." : undefined}
        />
        <KeySaveErrors save={save} />
        <DialogActions write={write}>
          <Button variant="default" onClick={onClose} disabled={save.pending}>
            Cancel
          </Button>
          <Button
            type={disableFirst ? "button" : "submit"}
            onClick={disableFirst ? remove : undefined}
            color="red"
            variant={disableFirst ? "light" : "filled"}
            disabled={!named}
            loading={save.pending}
          >
            Delete this key
          </Button>
          {disableFirst && (
            <Button type="submit" loading={save.pending}>
              Disable key
            </Button>
          )}
        </DialogActions>
      </Stack>
    </form>
  );
}

function UseSentence({ use: { level, sentence }, failed }: { use: KeyUse; failed: boolean }) {
  const unknown = failed ? "It is not known whether this key is used." : "Looking whether this key is used…";
  return (
    <Text
      size="sm"
      fw={600}
      c={level === "in-use" ? "var(--lk-red)" : undefined}
      role="status"
      mih={21}
      className="lk-anywhere"
    >
      <WithAddresses text={level === "unknown" ? unknown : sentence} />
    </Text>
  );
}
