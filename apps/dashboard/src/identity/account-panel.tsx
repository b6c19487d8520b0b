import { useMutation } from "@apollo/client/react";
import { Button, Group, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { ROLES } from "../members/member.js";
import { CopyAsGraphql } from "../ui/copy-as-graphql.js";
import { Fact, Facts } from "../ui/facts.js";
import { Panel } from "../ui/panel.js";
import { SaveErrors } from "../ui/save-errors.js";
import { toastSaved } from "../ui/toast.js";
import { useSave } from "../ui/use-save.js";
import { RenameAccountMutation } from "./account.graphql.js";
import { useAccount } from "./account.js";
import { mayRenameAccount } from "./roles.js";
import { useReloadViewer } from "./use-reload-viewer.js";

/** Characters of an account's name; the server's bound. */
const LONGEST_NAME = 100;

/** The open account: owners and admins give it another name. */
export function AccountPanel() {
  const { name, sid, viewerRole } = useAccount();
  const may = mayRenameAccount(viewerRole);
  return (
    <Panel title="Account">
      {may && <RenameForm key={sid} />}
      <Facts>
        {!may && <Fact name="Name">{name}</Fact>}
        <Fact name="Sid in API paths, which stays">
          <span className="lk-mono">{sid}</span>
        </Fact>
        {viewerRole && <Fact name="Your role">{ROLES[viewerRole].name}</Fact>}
      </Facts>
    </Panel>
  );
}

function RenameForm() {
  const account = useAccount();
  const reload = useReloadViewer();
  const [typed, setTyped] = useState<string | null>(null);
  const [mutate] = useMutation(RenameAccountMutation);
  const save = useSave(["name"]);
  const name = typed ?? account.name;
  const input = { accountSid: account.sid, name: name.trim() };

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (input.name === "") return save.refuse({ name: "Give the account a name." });
    const done = await save.run(async () => (await mutate({ variables: { input } })).data?.renameAccount);
    if (!done) return;
    toastSaved(`The account is called ${input.name} from now on.`);
    await reload();
    // But for what was typed meanwhile.
    setTyped((now) => (now?.trim() === input.name ? null : now));
  }

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md" maw={384}>
        <TextInput
          label="Name of the account"
          description="Its members and the provider see it. API calls go on as they are: they name the sid."
          name="account-name"
          autoComplete="off"
          maxLength={LONGEST_NAME}
          value={name}
          onChange={(event) => setTyped(event.currentTarget.value)}
          error={save.errors.byField.name}
          aria-invalid={save.errors.byField.name ? true : undefined}
        />
        <SaveErrors save={save} subject="account" />
        <Group gap="xs">
          <Button type="submit" variant="default" loading={save.pending}>
            Rename the account
          </Button>
          <CopyAsGraphql write={{ document: RenameAccountMutation, input: () => input }} />
        </Group>
      </Stack>
    </form>
  );
}
