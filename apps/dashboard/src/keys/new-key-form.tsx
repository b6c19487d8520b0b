import { Button, Group, Stack } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { useAccount } from "../accounts/account.js";
import { ConfirmWholeInternet } from "../allowlist/confirm-whole-internet.js";
import { entryErrors } from "../allowlist/entry-errors.js";
import { type Network, sameNetwork } from "../allowlist/network.js";
import { NetworkPicker } from "../allowlist/network-picker.js";
import { networkProblems } from "../allowlist/network-problems.js";
import { useWholeInternet } from "../allowlist/use-whole-internet.js";
import type { Permissions } from "../permissions/access.js";
import { samePermissions } from "../permissions/diff.js";
import { PermissionPicker } from "../permissions/permission-picker.js";
import { CopyAsGraphql } from "../ui/copy-as-graphql.js";
import { hasHalfTypedDate } from "../ui/half-typed.js";
import { LeaveGuard } from "../ui/leave-guard.js";
import { LinkButton } from "../ui/links.js";
import { Panel } from "../ui/panel.js";
import { SaveErrors } from "../ui/save-errors.js";
import { type Details, detailProblems, EMPTY_DETAILS, sameDetails, toCreateInput } from "./details.js";
import { MoreDetails, NameField } from "./details-fields.js";
import { CreateKeyMutation } from "./keys.graphql.js";
import { MadeBefore } from "./made-before.js";
import { NewKeySummary } from "./new-key-summary.js";
import { type MadeKey, useCreateKey } from "./use-create-key.js";

const ALL_APIS: Permissions = { scope: "ALL_APIS", codes: [] };
const ANY_ADDRESS: Network = { scope: "ANY_ADDRESS", entries: [] };

export function NewKeyForm({ onMade }: { onMade: (made: MadeKey) => void }) {
  const { sid } = useAccount();
  const [details, setDetails] = useState(EMPTY_DETAILS);
  const [permissions, setPermissions] = useState(ALL_APIS);
  const [network, setNetwork] = useState(ANY_ADDRESS);
  const [typed, setTyped] = useState(false);
  const whole = useWholeInternet(null, network);
  const { create, save, madeBefore } = useCreateKey(onMade);
  const content = toCreateInput(sid, details, permissions, network);

  /** Null, once it was said why: the form can't be sent. */
  function toSend() {
    const problems = {
      ...detailProblems(details, hasHalfTypedDate()),
      ...networkProblems({ network, typed, whole }),
    };
    if (Object.keys(problems).length > 0) return save.refuse(problems);
    return content;
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    const input = toSend();
    if (input) await create(input);
  }

  const untouched =
    sameDetails(EMPTY_DETAILS, details) &&
    samePermissions(ALL_APIS, permissions) &&
    sameNetwork(ANY_ADDRESS, network) &&
    !typed;
  // Nothing is lost of what an earlier sending has made.
  const exists = !typed && JSON.stringify(content) === JSON.stringify(madeBefore?.content);
  const { byField } = save.errors;
  const fields = {
    value: details,
    errors: byField,
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
          <PermissionPicker value={permissions} onChange={setPermissions} error={byField.permissions} />
        </Panel>
        <Panel title="Network" lead="From which addresses this key may call.">
          <NetworkPicker
            value={network}
            onChange={setNetwork}
            error={byField.allowlist}
            entryErrors={entryErrors(save.refused)}
            onTyping={setTyped}
            typedError={byField.typed}
          />
          <ConfirmWholeInternet whole={whole} error={byField.whole} />
        </Panel>
      </Stack>
      <aside aria-label="Summary">
        <Stack gap="md">
          <NewKeySummary details={details} permissions={permissions} network={network} />
          {madeBefore ? <MadeBefore id={madeBefore.id} /> : <SaveErrors save={save} />}
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
      <LeaveGuard active={!untouched && !exists} title="Leave without creating the key?">
        What you have typed is not saved.
      </LeaveGuard>
    </form>
  );
}
