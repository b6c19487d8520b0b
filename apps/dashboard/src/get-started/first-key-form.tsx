import { Button, Group, Stack, Text } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useAccount } from "../accounts/account.js";
import { EMPTY_DETAILS, nameProblem, toCreateInput } from "../keys/details.js";
import { NameField } from "../keys/details-fields.js";
import { CreateKeyMutation } from "../keys/keys.graphql.js";
import { MadeBefore } from "../keys/made-before.js";
import { TokenGuard } from "../keys/token-guard.js";
import { type MadeKey, useCreateKey } from "../keys/use-create-key.js";
import { CopyAsGraphql } from "../ui/copy-as-graphql.js";
import { SaveErrors } from "../ui/save-errors.js";

/** A key with a name and nothing else to decide. `onMade` takes the token's text, which must stay in component state. */
export function FirstKeyForm({ onMade }: { onMade: (made: MadeKey) => void }) {
  const { sid } = useAccount();
  const [details, setDetails] = useState(EMPTY_DETAILS);
  const { create, save, madeBefore } = useCreateKey(onMade);

  /** Null, once it was said why: the form can't be sent. */
  function toSend() {
    const name = nameProblem(details.name);
    if (name) return save.refuse({ name });
    return toCreateInput(
      sid,
      details,
      { scope: "ALL_APIS", codes: [] },
      { scope: "ANY_ADDRESS", entries: [] },
    );
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    const input = toSend();
    if (input) await create(input);
  }

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <NameField
          value={details}
          errors={save.errors.byField}
          onChange={(change) => setDetails((old) => ({ ...old, ...change }))}
        />
        <Text size="sm" c="dimmed">
          It may call all APIs from any address. You can restrict both at any time.
        </Text>
        {madeBefore ? <MadeBefore id={madeBefore.id} /> : <SaveErrors save={save} />}
        <Group>
          <Button type="submit" loading={save.pending}>
            Create key
          </Button>
          <CopyAsGraphql write={{ document: CreateKeyMutation, input: toSend }} />
        </Group>
      </Stack>
      <TokenGuard pending={save.pending} />
    </form>
  );
}
