import { useMutation } from "@apollo/client/react";
import { Alert, Button, Group, Stack } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { entryErrors } from "../allowlist/entry-errors.js";
import type { Network } from "../allowlist/network.js";
import { NetworkPicker } from "../allowlist/network-picker.js";
import { useAccount } from "../identity/account.js";
import type { Permissions } from "../permissions/access.js";
import { PermissionPicker } from "../permissions/permission-picker.js";
import { CopyAsGraphql } from "../ui/copy-as-graphql.js";
import { LinkAnchor, LinkButton } from "../ui/links.js";
import { Panel } from "../ui/panel.js";
import { SaveErrors } from "../ui/save-errors.js";
import { useSave } from "../ui/use-save.js";
import { type Details, EMPTY_DETAILS, NEW_KEY_FIELDS, nameProblem, toCreateInput } from "./details.js";
import { MoreDetails, NameField } from "./details-fields.js";
import { CreateKeyMutation } from "./keys.graphql.js";
import type { MadeKey } from "./new-key-page.js";
import { NewKeySummary } from "./new-key-summary.js";

export function NewKeyForm({ onMade }: { onMade: (made: MadeKey) => void }) {
  const { sid } = useAccount();
  const [details, setDetails] = useState(EMPTY_DETAILS);
  const [permissions, setPermissions] = useState<Permissions>({ scope: "ALL_APIS", codes: [] });
  const [network, setNetwork] = useState<Network>({ scope: "ANY_ADDRESS", entries: [] });
  // One per form: the same click sent twice makes one key.
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const [madeBefore, setMadeBefore] = useState<string | null>(null);
  const [mutate] = useMutation(CreateKeyMutation, { fetchPolicy: "no-cache" });
  const save = useSave(NEW_KEY_FIELDS);

  /** Null, once it was said why: the form can't be sent. */
  function toSend() {
    const name = nameProblem(details.name);
    if (name) save.refuse({ name });
    const input = { accountSid: sid, ...toCreateInput(details, permissions, network), idempotencyKey };
    return name ? null : input;
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    const input = toSend();
    if (!input) return;
    const made = await save.run(async () => {
      const payload = (await mutate({ variables: { input } })).data?.createApiKey;
      const before = payload?.errors.some(({ code }) => code === "ALREADY_APPLIED");
      setMadeBefore(before ? (payload?.apiKey?.id ?? null) : null);
      return payload;
    });
    if (!made?.apiKey || !made.token) return;
    const { id, key, accessScope: scope, permissions: codes } = made.apiKey;
    onMade({ id, key, token: made.token, scope, codes });
  }

  const fields = {
    value: details,
    errors: save.errors.byField,
    onChange: (change: Partial<Details>) => setDetails((old) => ({ ...old, ...change })),
  };
  return (
    <form onSubmit={submit} noValidate className="lk-two">
      <Stack gap="lg">
        <Panel title="Details">
          <NameField {...fields} />
          <MoreDetails {...fields} />
        </Panel>
        <Panel title="Permissions" lead="Which APIs may be called with this key.">
          <PermissionPicker
            value={permissions}
            onChange={setPermissions}
            error={save.errors.byField.permissions}
          />
        </Panel>
        <Panel title="Network" lead="From which addresses this key may call.">
          <NetworkPicker
            value={network}
            onChange={setNetwork}
            error={save.errors.byField.allowlist}
            entryErrors={entryErrors(save.refused)}
          />
        </Panel>
      </Stack>
      <aside aria-label="Summary">
        <Stack gap="md">
          <NewKeySummary details={details} permissions={permissions} network={network} />
          <SaveErrors error={save.error} errors={save.errors} />
          {madeBefore && (
            <Alert color="amber" icon={<IconInfoCircle />} title="The key exists already">
              Its token was shown to nobody.{" "}
              <LinkAnchor to="/keys/$id" params={{ id: madeBefore }} size="sm" underline="always">
                Open the key
              </LinkAnchor>{" "}
              and regenerate its token.
            </Alert>
          )}
          <Group>
            <Button type="submit" loading={save.pending}>
              Create key
            </Button>
            <LinkButton to="/keys" variant="subtle" color="gray">
              Cancel
            </LinkButton>
          </Group>
          <Group>
            <CopyAsGraphql write={{ document: CreateKeyMutation, input: toSend }} />
          </Group>
        </Stack>
      </aside>
    </form>
  );
}
