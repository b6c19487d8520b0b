import { useMutation } from "@apollo/client/react";
import { Text } from "@mantine/core";
import { useAccount } from "../identity/account.js";
import { mayChangeKey } from "../identity/roles.js";
import { LeaveGuard } from "../ui/leave-guard.js";
import { toLocalInput } from "../ui/local-input.js";
import { Panel } from "../ui/panel.js";
import { SaveBar } from "../ui/save-bar.js";
import { SaveErrors } from "../ui/save-errors.js";
import { toastSaved } from "../ui/toast.js";
import { useDraft } from "../ui/use-draft.js";
import { useSave } from "../ui/use-save.js";
import { changedDetails, DETAIL_FIELDS, type Details, nameProblem, sameDetails } from "./details.js";
import { MoreDetails, NameField } from "./details-fields.js";
import { UpdateKeyMutation } from "./key.graphql.js";
import { useKey } from "./key-context.js";

type Source = Pick<Details, "name" | "environment" | "labels"> & {
  holder: { id: string } | null;
  note: string | null;
  expiresAt: string | null;
};

function toDetails({ name, note, environment, labels, holder, expiresAt }: Source): Details {
  return {
    name,
    note: note ?? "",
    environment,
    labels,
    holderId: holder?.id ?? "",
    expires: toLocalInput(expiresAt),
  };
}

export function DetailsTab() {
  const { viewerRole } = useAccount();
  const { key, reload } = useKey();
  const may = mayChangeKey(viewerRole, key.permissions);
  const draft = useDraft(key.version, toDetails(key), sameDetails);
  const [mutate] = useMutation(UpdateKeyMutation);
  const save = useSave(DETAIL_FIELDS);

  /** Null, once it was said why: the form can't be sent. */
  function toSend() {
    const name = nameProblem(draft.value.name);
    if (name) save.refuse({ name });
    const change = changedDetails(draft.base, draft.value);
    return name ? null : { id: key.id, expectedVersion: draft.version, ...change };
  }

  async function submit() {
    const input = toSend();
    if (!input) return;
    const saved = await save.run(async () => {
      return (await mutate({ variables: { input } })).data?.updateApiKey;
    });
    if (!saved?.apiKey) return;
    draft.restart(saved.apiKey.version, toDetails(saved.apiKey));
    toastSaved("Details saved.", saved.effect);
  }

  async function startOver() {
    await reload();
    save.clear();
    draft.restart();
  }

  const fields = {
    value: draft.value,
    errors: save.errors.byField,
    disabled: !may || save.pending,
    onChange: (change: Partial<Details>) => draft.set({ ...draft.value, ...change }),
  };
  return (
    <>
      <Panel title="Details" lead="For people; of these, only the end decides about calls.">
        {!may && <Text size="sm">Your role can read this, not change it.</Text>}
        <NameField {...fields} />
        <MoreDetails {...fields} holder={key.holder} />
      </Panel>
      <SaveErrors error={save.error} errors={save.errors} onReload={startOver} />
      {draft.dirty && (
        <SaveBar
          save="Save details"
          pending={save.pending}
          onSave={submit}
          write={{ document: UpdateKeyMutation, input: toSend }}
          onDiscard={() => {
            save.clear();
            draft.restart();
          }}
        >
          <Text size="sm">You have unsaved changes.</Text>
        </SaveBar>
      )}
      <LeaveGuard active={draft.dirty} title="Leave without saving?">
        Your changes to the details are not saved.
      </LeaveGuard>
    </>
  );
}
