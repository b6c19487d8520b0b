import { Alert, NativeSelect, Text } from "@mantine/core";
import { IconAlertTriangle, IconInfoCircle } from "@tabler/icons-react";
import { useState } from "react";
import { Choices } from "../ui/choices.js";
import { ConfirmDialog } from "../ui/confirm-dialog.js";
import { localTime } from "../ui/time.js";
import { type Key, useKey } from "./key-context.js";
import { KeySaveErrors } from "./key-save-errors.js";
import { RegenerateMutation } from "./rotation.graphql.js";
import { TokenGuard } from "./token-guard.js";
import { useRegenerate } from "./use-regenerate.js";

const HOUR = 3600;
const USUAL_GRACE = String(48 * HOUR);
const GRACE = [
  { value: USUAL_GRACE, label: "48 hours" },
  { value: String(24 * HOUR), label: "24 hours" },
  { value: String(HOUR), label: "1 hour" },
  { value: String(7 * 24 * HOUR), label: "7 days" },
  { value: String(30 * 24 * HOUR), label: "30 days" },
  { value: "0", label: "Not at all: it ends now" },
];

type Token = Key["tokens"][number];

interface Props {
  opened: boolean;
  onClose: () => void;
  /** Takes the new token's text. It must be kept in component state alone. */
  onRegenerated: (token: string) => void;
}

export function RegenerateDialog({ opened, onClose, onRegenerated }: Props) {
  const { key, reload } = useKey();
  const [grace, setGrace] = useState(USUAL_GRACE);
  // Where two tokens are valid: the one that ends in favour of the new one, as it was when it was chosen.
  const [ending, setEnding] = useState<Token | null>(null);
  const { regenerate, save, doneBefore, lost } = useRegenerate();
  const graceOpen = !lost && key.tokens.some(({ status }) => status === "RETIRING");
  const isStill = key.tokens.some(({ id, status }) => id === ending?.id && status === ending.status);
  const replacesNewer = ending?.status === "ACTIVE";
  const content = {
    id: key.id,
    gracePeriodSeconds: Number(grace),
    endPreviousGrace: ending?.status === "RETIRING",
    replaceActive: replacesNewer,
  };

  function startOver() {
    save.clear();
    setGrace(USUAL_GRACE);
    setEnding(null);
    onClose();
  }

  async function confirm() {
    const token = await regenerate(content);
    if (token === null) return;
    onRegenerated(token);
    startOver();
    await reload();
  }

  return (
    <ConfirmDialog
      opened={opened}
      // A lost answer is still lost when the dialog is opened again: the same is sent then.
      onClose={lost ? onClose : startOver}
      title="Regenerate the token"
      confirm="Regenerate"
      onConfirm={confirm}
      pending={save.pending}
      write={{ document: RegenerateMutation, input: () => content }}
      disabled={graceOpen && !isStill}
    >
      <Text size="sm">
        You get a new token at once.{" "}
        {replacesNewer
          ? "It takes the newer one's place; the older one goes on working as it would have."
          : "The present one goes on working meanwhile, so that your services can move without an interruption."}{" "}
        The key itself stays.
      </Text>
      {doneBefore && (
        <Alert color="amber" icon={<IconInfoCircle />} role="alert" title="It was regenerated already">
          An earlier try made a new token, but its answer did not arrive: that token was shown to nobody. To
          get one that you can copy, regenerate once more, in its place.
        </Alert>
      )}
      {graceOpen && <TwoTokens tokens={key.tokens} ending={isStill ? ending : null} onEnding={setEnding} />}
      {!replacesNewer && (
        <NativeSelect
          label="The present token works for another"
          description="If it has leaked: as short as your services can bear."
          data={GRACE}
          value={grace}
          onChange={(event) => setGrace(event.currentTarget.value)}
          error={save.errors.byField.gracePeriodSeconds}
        />
      )}
      {!replacesNewer && grace === "0" && (
        <Alert color="red" icon={<IconAlertTriangle />}>
          Services that use the present token are denied from now on.
        </Alert>
      )}
      {!doneBefore && <KeySaveErrors save={save} />}
      <TokenGuard pending={save.pending} />
    </ConfirmDialog>
  );
}

interface TwoTokensProps {
  tokens: readonly Token[];
  ending: Token | null;
  onEnding: (token: Token) => void;
}

/** Asks which token ends: the services may well use the older one, and nobody the newer. */
function TwoTokens({ tokens, ending, onEnding }: TwoTokensProps) {
  const [newer, older] = tokens;
  if (!newer || !older) return null;
  const until = older.retiresAt ? localTime(older.retiresAt) : "its end";
  return (
    <Alert color="amber" icon={<IconAlertTriangle />} title="An older token still works">
      <Text size="sm" mb="xs">
        A key has at most two valid tokens. One of them ends now:
      </Text>
      <Choices
        name="Which token ends now"
        value={ending?.id ?? ""}
        onChange={(id) => onEnding(id === older.id ? older : newer)}
        choices={[
          {
            value: older.id,
            label: `The older one, ${older.hint}…`,
            description: "Services that have not moved yet are denied from now on.",
          },
          {
            value: newer.id,
            label: `The newer one, ${newer.hint}…`,
            description: `For a token that was lost before anybody used it. The older one works until ${until}.`,
          },
        ]}
      />
    </Alert>
  );
}
