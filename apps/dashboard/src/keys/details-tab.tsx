import { useMutation } from "@apollo/client/react";
import { Text } from "@mantine/core";
import { useAccount } from "../identity/account.js";
import { mayChangeKey } from "../identity/roles.js";
import { hasHalfTypedDate } from "../ui/half-typed.js";
import { LeaveGuard } from "../ui/leave-guard.js";
import { toLocalInput } from "../ui/local-input.js";
import { Panel } from "../ui/panel.js";
import { SaveBar } from "../ui/save-bar.js";
import { toastSaved } from "../ui/toast.js";
import { useDraft } from "../ui/use-draft.js";
import { useSave } from "../ui/use-save.js";
import {
  changedDetails,
  DETAIL_FIELDS,
  type Details,
  detailProblems,
  mergeDetails,
  sameDetails,
} from "./details.js";
import { MoreDetails, NameField } from "./details-fields.js";
import { UpdateKeyMutation } from "./key.graphql.js";
import { useKey } from "./key-context.js";
import { KeySaveErrors } from "./key-save-errors.js";
import { WhoMayChange } from "./who-may-change.js";

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
    const problems = detailProblems(draft.value, hasHalfTypedDate());
    if (problems) return save.refuse(problems);
    return { id: key.id, expectedVersion: draft.version, ...changedDetails(draft.base, draft.value) };
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

  function discard() {
    save.clear();
    draft.restart();
  }

  async function startOver() {
    await reload();
    discard();
  }

  async function keep() {
    const fresh = await reload();
    if (!fresh) return;
    save.clear();
    const theirs = toDetails(fresh);
    draft.rebase(fresh.version, theirs, mergeDetails(draft.base, draft.value, theirs));
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
        {!may && <WhoMayChange />}
        <NameField {...fields} />
        <MoreDetails {...fields} holder={key.holder} />
      </Panel>
      <KeySaveErrors error={save.error} errors={save.errors} onReload={startOver} onKeep={keep} />
      {draft.dirty && (
        <SaveBar
          save="Save details"
          pending={save.pending}
          onSave={submit}
          write={{ document: UpdateKeyMutation, input: toSend }}
          onDiscard={discard}
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
