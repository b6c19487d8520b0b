import { Text } from "@mantine/core";
import { hasHalfTypedDate } from "../ui/half-typed.js";
import { toLocalInput } from "../ui/local-input.js";
import { Panel } from "../ui/panel.js";
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
import { SaveKeyForm } from "./save-key-form.js";
import { type KeyPart, useKeyForm } from "./use-key-form.js";
import { WhoMayChange } from "./who-may-change.js";

const DETAILS: KeyPart<Details> = {
  name: "details",
  of: ({ name, note, environment, labels, holder, expiresAt }) => ({
    name,
    note: note ?? "",
    environment,
    labels,
    holderId: holder?.id ?? "",
    expires: toLocalInput(expiresAt),
  }),
  same: sameDetails,
  merge: mergeDetails,
  fields: DETAIL_FIELDS,
};

export function DetailsTab() {
  const { key } = useKey();
  const form = useKeyForm(DETAILS);
  const { may, draft, save } = form;

  /** Null, once it was said why: the form can't be sent. */
  function toSend() {
    const problems = detailProblems(draft.value, hasHalfTypedDate());
    if (problems) return save.refuse(problems);
    return { id: key.id, expectedVersion: draft.version, ...changedDetails(draft.base, draft.value) };
  }

  const fields = {
    value: draft.value,
    errors: save.errors.byField,
    disabled: form.disabled,
    onChange: (change: Partial<Details>) => form.set({ ...draft.value, ...change }),
  };
  return (
    <>
      <Panel title="Details" lead="For people; of these, only the end decides about calls.">
        {!may && <WhoMayChange />}
        <NameField {...fields} />
        <MoreDetails {...fields} holder={key.holder} />
      </Panel>
      <SaveKeyForm form={form} write={{ document: UpdateKeyMutation, input: toSend }}>
        <Text size="sm">You have unsaved changes.</Text>
      </SaveKeyForm>
    </>
  );
}
