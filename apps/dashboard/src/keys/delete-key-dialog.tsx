import { useMutation, useQuery } from "@apollo/client/react";
import { Button, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { client } from "../apollo/client.js";
import { useAccount } from "../identity/account.js";
import { DialogActions } from "../ui/dialog-actions.js";
import { ProblemAlert } from "../ui/problem-alert.js";
import { toastSaved } from "../ui/toast.js";
import { useNow } from "../ui/use-now.js";
import { useSave } from "../ui/use-save.js";
import { DeleteKeyMutation, LastDayQuery } from "./key.graphql.js";
import { useKey } from "./key-context.js";
import { KeySaveErrors } from "./key-save-errors.js";
import { keyUse } from "./key-use.js";
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
  save: ReturnType<typeof useSave>;
  onClose: () => void;
}

/** Shows whether the key is still used; unless it is known to be unused, disabling is what Enter does. */
function DeleteKeyForm({ save, onClose }: FormProps) {
  const { sid } = useAccount();
  const { key } = useKey();
  const navigate = useNavigate();
  const now = useNow();
  const [typed, setTyped] = useState("");
  const [mistyped, setMistyped] = useState(false);
  const [mutate] = useMutation(DeleteKeyMutation);
  const disable = useDisable(save);
  const { data, error, refetch } = useQuery(LastDayQuery, {
    variables: { sid, id: key.id },
    fetchPolicy: "network-only",
  });
  const use = keyUse(data?.account.apiKey, now);
  const disableFirst = use.level !== "unused" && key.status === "ACTIVE";
  const named = typed.trim() === key.name.trim();

  const input = { id: key.id, expectedVersion: key.version };

  async function remove() {
    if (!named) return;
    const done = await save.run(async () => {
      return (await mutate({ variables: { input } })).data?.deleteApiKey;
    });
    if (!done) return;
    toastSaved(`“${key.name}” is deleted.`, done.effect);
    await navigate({ to: "/keys", replace: true });
    client.cache.evict({ id: client.cache.identify({ __typename: "ApiKey", id: key.id }) });
  }

  return (
    <form
      onSubmit={async (event) => {
        event.preventDefault();
        // Who types a name means to delete: another one disables nothing.
        if (typed.trim() !== "" && !named) setMistyped(true);
        else if (!disableFirst) await remove();
        else if (await disable()) onClose();
      }}
    >
      <Stack gap="md">
        {error && <ProblemAlert error={error} onRetry={refetch} />}
        <Text
          size="sm"
          fw={600}
          c={use.level === "in-use" ? "var(--lk-red)" : undefined}
          role="status"
          mih={21}
        >
          {use.level === "unknown"
            ? error
              ? "It is not known whether this key is used."
              : "Looking whether this key is used…"
            : use.sentence}
        </Text>
        <Text size="sm">
          {disableFirst
            ? `${use.level === "in-use" ? "It is in use." : "It may be in use."} Disable it first: that can be taken back, should a service fail.`
            : "Calls with it will get 401. This cannot be undone."}
        </Text>
        <TextInput
          label="Type the key's name"
          description={key.name}
          autoComplete="off"
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setMistyped(false);
          }}
          error={mistyped ? "This is not the key's name." : undefined}
        />
        <KeySaveErrors save={save} />
        <DialogActions write={{ document: DeleteKeyMutation, input: () => input }}>
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
