import { Alert, Checkbox, NativeSelect, Text } from "@mantine/core";
import { IconAlertTriangle, IconInfoCircle } from "@tabler/icons-react";
import { useState } from "react";
import { ConfirmDialog } from "../ui/confirm-dialog.js";
import { useKey } from "./key-context.js";
import { KeySaveErrors } from "./key-save-errors.js";
import { RegenerateMutation } from "./rotation.graphql.js";
import { useRegenerate } from "./use-regenerate.js";

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
  const { regenerate, save, doneBefore, lost } = useRegenerate();
  const graceOpen = !lost && key.tokens.some(({ status }) => status === "RETIRING");
  const content = { id: key.id, gracePeriodSeconds: Number(grace), endPreviousGrace: endPrevious };

  function close() {
    // A lost answer is still lost when the dialog is opened again: the same is sent then.
    if (!lost) save.clear();
    setEndPrevious(false);
    onClose();
  }

  async function confirm() {
    const token = await regenerate(content);
    if (token === null) return;
    onRegenerated(token);
    close();
    await reload();
  }

  return (
    <ConfirmDialog
      opened={opened}
      onClose={close}
      title="Regenerate the token"
      confirm="Regenerate"
      onConfirm={confirm}
      pending={save.pending}
      write={{ document: RegenerateMutation, input: () => content }}
      disabled={graceOpen && !endPrevious}
    >
      <Text size="sm">
        You get a new token at once. The present one goes on working meanwhile, so that your services can move
        without an interruption. The key itself stays.
      </Text>
      {doneBefore && (
        <Alert color="amber" icon={<IconInfoCircle />} role="alert" title="It was regenerated already">
          An earlier try made a new token, but its answer did not arrive: that token was shown to nobody. To
          get one that you can copy, regenerate once more.
        </Alert>
      )}
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
      {graceOpen && <OlderToken inUse={doneBefore} end={endPrevious} onEnd={setEndPrevious} />}
      {!doneBefore && <KeySaveErrors save={save} />}
    </ConfirmDialog>
  );
}

interface OlderTokenProps {
  /** The services may well use it, not the one that was made last. */
  inUse: boolean;
  end: boolean;
  onEnd: (end: boolean) => void;
}

function OlderToken({ inUse, end, onEnd }: OlderTokenProps) {
  return (
    <Alert color="amber" icon={<IconAlertTriangle />} title="An older token still works">
      <Text size="sm" mb="xs">
        A key has at most two valid tokens. Regenerating ends the older one now
        {inUse && ": the one that your services use, unless they have moved"}.
      </Text>
      <Checkbox
        label="End the older token now"
        checked={end}
        onChange={(event) => onEnd(event.currentTarget.checked)}
      />
    </Alert>
  );
}
