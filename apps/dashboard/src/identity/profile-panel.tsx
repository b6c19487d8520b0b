import { useMutation } from "@apollo/client/react";
import { Button, Group, Stack, Text, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { CopyAsGraphql } from "../ui/copy-as-graphql.js";
import { Fact, Facts } from "../ui/facts.js";
import { Panel } from "../ui/panel.js";
import { SaveErrors } from "../ui/save-errors.js";
import { toastSaved } from "../ui/toast.js";
import { useSave } from "../ui/use-save.js";
import { useSignedIn } from "./account.js";
import { LONGEST_NAME } from "./person-name.js";
import { SetMyNameMutation } from "./profile.graphql.js";
import { SignOutButton } from "./sign-out-button.js";
import { useReloadViewer } from "./use-reload-viewer.js";

/** Who is signed in: their name can be changed, their address can't. */
export function ProfilePanel() {
  const { viewer, account } = useSignedIn();
  const reload = useReloadViewer();
  const [typed, setTyped] = useState<string | null>(null);
  const [mutate] = useMutation(SetMyNameMutation);
  const save = useSave(["name"]);
  const name = typed ?? viewer.user?.name ?? "";
  const input = { name: name.trim() };

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (input.name === "") return save.refuse({ name: "Give your name." });
    const done = await save.run(async () => (await mutate({ variables: { input } })).data?.setMyName);
    if (!done) return;
    toastSaved(`You are called ${input.name} from now on.`);
    await reload();
    // But for what was typed meanwhile.
    setTyped((now) => (now?.trim() === input.name ? null : now));
  }

  return (
    <Panel title="You">
      <form onSubmit={submit} noValidate>
        <Stack gap="md" maw={384}>
          <TextInput
            label="Name"
            description="The others in your accounts see it."
            name="name"
            autoComplete="name"
            maxLength={LONGEST_NAME}
            value={name}
            onChange={(event) => setTyped(event.currentTarget.value)}
            error={save.errors.byField.name}
            aria-invalid={save.errors.byField.name ? true : undefined}
          />
          <SaveErrors save={save} subject="name" />
          <Group gap="xs">
            <Button type="submit" variant="default" loading={save.pending}>
              Save the name
            </Button>
            <CopyAsGraphql write={{ document: SetMyNameMutation, input: () => input }} />
          </Group>
        </Stack>
      </form>
      <Facts>
        <Fact name="E-mail">{viewer.user?.email ?? "–"}</Fact>
        {viewer.isOperator && <Fact name="Staff">Operator</Fact>}
      </Facts>
      <Text size="sm" c="dimmed">
        You sign in with this address, so it stays.
        {account && " To use another one, have it invited into the account, and leave with this one."}
      </Text>
      <SignOutButton />
    </Panel>
  );
}
