import { Button, Group, Stack, TextInput, type TextInputProps } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { CopyAsGraphql, type Write } from "../ui/copy-as-graphql.js";
import { SaveErrors } from "../ui/save-errors.js";
import { toastSaved } from "../ui/toast.js";
import { useSave } from "../ui/use-save.js";
import type { UserError } from "../ui/user-errors.js";
import { useReloadViewer } from "./use-reload-viewer.js";

interface Props {
  /** The name as it is. */
  current: string;
  field: Pick<TextInputProps, "label" | "description" | "name" | "autoComplete" | "maxLength">;
  /** What is said where nothing was typed. */
  empty: string;
  submit: string;
  /** What the name is of, where somebody has changed that meanwhile. */
  subject: string;
  /** What is sent for a name. */
  writeOf: (name: string) => Write;
  send: (name: string) => Promise<{ errors: readonly UserError[] } | undefined>;
  saved: (name: string) => string;
}

/** Gives somebody or something that the viewer sees everywhere another name. */
export function NameForm({ current, field, empty, submit, subject, writeOf, send, saved }: Props) {
  const reload = useReloadViewer();
  const [typed, setTyped] = useState<string | null>(null);
  const save = useSave(["name"]);
  const text = typed ?? current;
  const name = text.trim();

  async function onSubmit(event: FormEvent) {
    event.preventDefault();
    if (name === "") return save.refuse({ name: empty });
    if (!(await save.run(() => send(name)))) return;
    toastSaved(saved(name));
    await reload();
    // But for what was typed meanwhile.
    setTyped((now) => (now?.trim() === name ? null : now));
  }

  return (
    <form onSubmit={onSubmit} noValidate>
      <Stack gap="md" maw={384}>
        <TextInput
          {...field}
          value={text}
          onChange={(event) => setTyped(event.currentTarget.value)}
          error={save.errors.byField.name}
          aria-invalid={save.errors.byField.name ? true : undefined}
        />
        <SaveErrors save={save} subject={subject} />
        <Group gap="xs">
          <Button type="submit" variant="default" loading={save.pending}>
            {submit}
          </Button>
          <CopyAsGraphql write={writeOf(name)} />
        </Group>
      </Stack>
    </form>
  );
}
