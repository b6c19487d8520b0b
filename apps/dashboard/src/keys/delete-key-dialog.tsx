import { useMutation, useQuery } from "@apollo/client/react";
import { Button, Group, Modal, Stack, Text, TextInput } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { client } from "../apollo/client.js";
import { useAccount } from "../identity/account.js";
import { CopyAsGraphql } from "../ui/copy-as-graphql.js";
import { counted } from "../ui/count.js";
import { SaveErrors } from "../ui/save-errors.js";
import { relativeTime } from "../ui/time.js";
import { toastSaved } from "../ui/toast.js";
import { useNow } from "../ui/use-now.js";
import { useSave } from "../ui/use-save.js";
import { DeleteKeyMutation, LastDayQuery } from "./key.graphql.js";
import { useKey } from "./key-context.js";
import { useDisable } from "./use-disable.js";

const DAY = 24 * 3_600_000;

export function DeleteKeyDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="Delete this key?">
      <DeleteKeyForm onClose={onClose} />
    </Modal>
  );
}

/** Shows whether the key is still used; while it is, disabling is what Enter does. */
function DeleteKeyForm({ onClose }: { onClose: () => void }) {
  const { sid } = useAccount();
  const { key, reload } = useKey();
  const navigate = useNavigate();
  const now = useNow();
  const [typed, setTyped] = useState("");
  const [mutate] = useMutation(DeleteKeyMutation);
  const save = useSave();
  const disable = useDisable(save);
  const { data } = useQuery(LastDayQuery, { variables: { sid, id: key.id }, fetchPolicy: "network-only" });
  const use = data?.account.apiKey;
  const lastUsed = use?.lastUsedAt ? Date.parse(use.lastUsedAt) : null;
  const inUse = lastUsed !== null && now - lastUsed < DAY && key.status === "ACTIVE";
  const named = typed.trim() === key.name;

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
        if (!inUse) await remove();
        else if (await disable()) onClose();
      }}
    >
      <Stack gap="md">
        <Text size="sm" fw={600} c={inUse ? "var(--lk-red)" : undefined} role="status" mih={21}>
          {use &&
            (lastUsed === null
              ? "This key was never used."
              : `Last used ${relativeTime(lastUsed, now)}${use.lastUsedAddress ? ` from ${use.lastUsedAddress}` : ""}, ${counted(use.day.allowed + use.day.denied, "call")} in 24 h.`)}
        </Text>
        <Text size="sm">
          {inUse
            ? "It is in use. Disable it first: that can be taken back, should a service fail."
            : "Calls with it will get 401. This cannot be undone."}
        </Text>
        <TextInput
          label="Type the key's name"
          description={key.name}
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <SaveErrors error={save.error} errors={save.errors} onReload={reload} />
        <Group justify="flex-end" gap="xs">
          <CopyAsGraphql write={{ document: DeleteKeyMutation, input: () => input }} />
          <Button variant="default" onClick={onClose} disabled={save.pending}>
            Cancel
          </Button>
          <Button
            type={inUse ? "button" : "submit"}
            onClick={inUse ? remove : undefined}
            color="red"
            variant={inUse ? "light" : "filled"}
            disabled={!named}
            loading={save.pending}
          >
            Delete this key
          </Button>
          {inUse && (
            <Button type="submit" loading={save.pending}>
              Disable key
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}
