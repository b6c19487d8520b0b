import { useMutation } from "@apollo/client/react";
import { Alert, Checkbox, NativeSelect, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useState } from "react";
import { ConfirmDialog } from "../ui/confirm-dialog.js";
import { SaveErrors } from "../ui/save-errors.js";
import { useSave } from "../ui/use-save.js";
import { useKey } from "./key-context.js";
import { RegenerateMutation } from "./rotation.graphql.js";

const HOUR = 3600;
const GRACE = [
  { value: String(48 * HOUR), label: "48 hours" },
  { value: String(24 * HOUR), label: "24 hours" },
  { value: String(HOUR), label: "1 hour" },
  { value: String(7 * 24 * HOUR), label: "7 days" },
  { value: String(30 * 24 * HOUR), label: "30 days" },
  { value: "0", label: "Not at all: it ends now" },
];

interface Props {
  opened: boolean;
  onClose: () => void;
  /** Takes the new token's text. It must be kept in component state alone. */
  onRegenerated: (token: string) => void;
}

export function RegenerateDialog({ opened, onClose, onRegenerated }: Props) {
  const { key, reload } = useKey();
  const [grace, setGrace] = useState(String(48 * HOUR));
  const [endPrevious, setEndPrevious] = useState(false);
  const [idempotencyKey, setIdempotencyKey] = useState(() => crypto.randomUUID());
  const [mutate] = useMutation(RegenerateMutation, { fetchPolicy: "no-cache" });
  const save = useSave(["gracePeriodSeconds"]);
  const graceOpen = key.tokens.some(({ status }) => status === "RETIRING");

  function close() {
    save.clear();
    setEndPrevious(false);
    onClose();
  }

  const input = {
    id: key.id,
    expectedVersion: key.version,
    gracePeriodSeconds: Number(grace),
    endPreviousGrace: graceOpen && endPrevious,
    idempotencyKey,
  };

  async function regenerate() {
    const done = await save.run(async () => {
      return (await mutate({ variables: { input } })).data?.regenerateToken;
    });
    if (!done?.token) return;
    setIdempotencyKey(crypto.randomUUID());
    onRegenerated(done.token);
    close();
    await reload();
  }

  return (
    <ConfirmDialog
      opened={opened}
      onClose={close}
      title="Regenerate the token"
      confirm="Regenerate"
      onConfirm={regenerate}
      pending={save.pending}
      write={{ document: RegenerateMutation, input: () => input }}
      disabled={graceOpen && !endPrevious}
    >
      <Text size="sm">
        You get a new token at once. The present one goes on working meanwhile, so that your services can move
        without an interruption. The key itself stays.
      </Text>
      <NativeSelect
        label="The present token works for another"
        data={GRACE}
        value={grace}
        onChange={(event) => setGrace(event.currentTarget.value)}
        error={save.errors.byField.gracePeriodSeconds}
      />
      {grace === "0" && (
        <Alert color="red" icon={<IconAlertTriangle />}>
          Services that use the present token are denied from now on.
        </Alert>
      )}
      {graceOpen && (
        <Alert color="amber" icon={<IconAlertTriangle />} title="An older token still works">
          <Text size="sm" mb="xs">
            A key has at most two valid tokens. Regenerating ends the older one now.
          </Text>
          <Checkbox
            label="End the older token now"
            checked={endPrevious}
            onChange={(event) => setEndPrevious(event.currentTarget.checked)}
          />
        </Alert>
      )}
      <SaveErrors error={save.error} errors={save.errors} onReload={reload} />
    </ConfirmDialog>
  );
}
