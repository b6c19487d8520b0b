import { useMutation } from "@apollo/client/react";
import { Button, Group, Stack } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useAccount } from "../identity/account.js";
import { LinkButton } from "../ui/links.js";
import { Panel } from "../ui/panel.js";
import { SaveErrors } from "../ui/save-errors.js";
import { NO_ERRORS, splitErrors } from "../ui/user-errors.js";
import { DETAIL_FIELDS, type Details, nameProblem, toInput } from "./details.js";
import { MoreDetails, NameField } from "./details-fields.js";
import { CreateKeyMutation } from "./keys.graphql.js";
import type { MadeKey } from "./new-key-page.js";

const EMPTY: Details = { name: "", note: "", environment: "PRODUCTION", labels: [], expires: "" };

export function NewKeyForm({ onMade }: { onMade: (made: MadeKey) => void }) {
  const { sid } = useAccount();
  const [details, setDetails] = useState(EMPTY);
  const [errors, setErrors] = useState(NO_ERRORS);
  // One per form: the same click sent twice makes one key.
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const [create, { loading, error }] = useMutation(CreateKeyMutation, { fetchPolicy: "no-cache" });

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (loading) return;
    const name = nameProblem(details.name);
    if (name) return setErrors({ ...NO_ERRORS, byField: { name } });
    const { data } = await create({
      variables: { input: { accountSid: sid, ...toInput(details), idempotencyKey } },
    }).catch(() => ({ data: undefined }));
    const payload = data?.createApiKey;
    if (!payload) return;
    if (payload.apiKey && payload.token) {
      const { id, key, accessScope: scope, permissions: codes } = payload.apiKey;
      onMade({ id, key, token: payload.token, scope, codes });
    } else setErrors(splitErrors(payload.errors, DETAIL_FIELDS));
  }

  const fields = {
    value: details,
    errors: errors.byField,
    onChange: (change: Partial<Details>) => setDetails((old) => ({ ...old, ...change })),
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="lg">
        <Panel title="Details">
          <NameField {...fields} />
          <MoreDetails {...fields} />
        </Panel>
        <SaveErrors error={error} errors={errors} />
        <Group>
          <Button type="submit" loading={loading}>
            Create key
          </Button>
          <LinkButton to="/keys" variant="subtle" color="gray">
            Cancel
          </LinkButton>
        </Group>
      </Stack>
    </form>
  );
}
