import { useMutation } from "@apollo/client/react";
import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { useAccount } from "../identity/account.js";
import { EMPTY_DETAILS, nameProblem, toCreateInput } from "../keys/details.js";
import { NameField } from "../keys/details-fields.js";
import { CreateKeyMutation } from "../keys/keys.graphql.js";
import type { MadeKey } from "../keys/new-key-page.js";
import { LinkAnchor } from "../ui/links.js";
import { SaveErrors } from "../ui/save-errors.js";
import { useSave } from "../ui/use-save.js";

/** A key with a name and nothing else to decide. `onMade` takes the token's text, which must stay in component state. */
export function FirstKeyForm({ onMade }: { onMade: (made: MadeKey) => void }) {
  const { sid } = useAccount();
  const [details, setDetails] = useState(EMPTY_DETAILS);
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const [madeBefore, setMadeBefore] = useState(false);
  const [mutate] = useMutation(CreateKeyMutation, { fetchPolicy: "no-cache" });
  const save = useSave(["name"]);

  async function submit(event: FormEvent) {
    event.preventDefault();
    const name = nameProblem(details.name);
    if (name) return save.refuse({ name });
    const made = await save.run(async () => {
      const all = toCreateInput(
        details,
        { scope: "ALL_APIS", codes: [] },
        { scope: "ANY_ADDRESS", entries: [] },
      );
      const input = { accountSid: sid, ...all, idempotencyKey };
      const payload = (await mutate({ variables: { input } })).data?.createApiKey;
      setMadeBefore(payload?.errors.some(({ code }) => code === "ALREADY_APPLIED") ?? false);
      return payload;
    });
    if (!made?.apiKey || !made.token) return;
    const { id, key, accessScope: scope, permissions: codes } = made.apiKey;
    onMade({ id, key, token: made.token, scope, codes });
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
        {madeBefore ? (
          <Alert color="amber" icon={<IconInfoCircle />} title="The key exists already">
            Its token was shown to nobody. Open it under{" "}
            <LinkAnchor to="/keys" size="sm" underline="always">
              Keys
            </LinkAnchor>{" "}
            and regenerate its token.
          </Alert>
        ) : (
          <SaveErrors error={save.error} errors={save.errors} />
        )}
        <Group>
          <Button type="submit" loading={save.pending}>
            Create key
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
