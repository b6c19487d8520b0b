import { Button, Group, Stack, TextInput, type TextInputProps } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { CopyAsGraphql } from "../ui/copy-as-graphql.js";
import { LeaveGuard } from "../ui/leave-guard.js";
import { SaveErrors } from "../ui/save-errors.js";
import { toastSaved } from "../ui/toast.js";
import { type TypedWrite, useSave } from "../ui/use-save.js";
import type { UserError } from "../ui/user-errors.js";
import { useReloadViewer } from "./use-reload-viewer.js";

interface Props<Input extends object> {
  /** The name as it is. */
  current: string;
  field: Pick<TextInputProps, "label" | "description" | "name" | "autoComplete" | "maxLength">;
  /** What is said where nothing was typed. */
  empty: string;
  submit: string;
  /** What the name is of, where somebody has changed that meanwhile. */
  subject: string;
  /** The mutation, and what it is sent for a name. */
  document: TypedWrite<{ errors: readonly UserError[] }, Input>["document"];
  inputOf: (name: string) => Input;
  saved: (name: string) => string;
}

/** Gives somebody or something that the viewer sees everywhere another name. */
export function NameForm<Input extends object>(props: Props<Input>) {
  const { current, field, empty, submit, subject, document, inputOf, saved } = props;
  const reload = useReloadViewer();
  const [typed, setTyped] = useState<string | null>(null);
  // What was saved, until all the dashboard has it.
  const [kept, setKept] = useState<string | null>(null);
  const save = useSave(["name"]);
  const stands = kept ?? current;
  const text = typed ?? stands;
  const name = text.trim();

  const write = {
    document,
    /** Null, once it was said why: the form can't be sent. */
    input: () => (name === "" ? save.refuse({ name: empty }) : inputOf(name)),
  };

  async function onSubmit(event: FormEvent) {
    event.preventDefault();
    if (!(await save.send(write))) return;
    setKept(name);
    // But for what was typed meanwhile.
    setTyped((now) => (now?.trim() === name ? null : now));
    toastSaved(saved(name));
    await reload();
    // But for what was saved meanwhile.
    setKept((now) => (now === name ? null : now));
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
          <CopyAsGraphql write={write} />
        </Group>
      </Stack>
      <LeaveGuard active={typed !== null && name !== stands} title="Leave without saving?">
        What you have typed is not saved.
      </LeaveGuard>
    </form>
  );
}
