import { Button, Group, NativeSelect, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useEffect, useState } from "react";
import { focusFirstError } from "../ui/focus-error.js";
import { type Call, callProblems, callToAsk, METHODS } from "./call.js";

interface Props {
  call: Call;
  onAsk: (call: Call) => void;
  pending: boolean;
}

/** The call that is asked about. It follows `call` until something is typed, and again once that was asked. */
export function CallForm({ call, onAsk, pending }: Props) {
  const [edited, setEdited] = useState<Partial<Call>>({});
  const [problems, setProblems] = useState<Record<string, string>>({});
  const { method, path, address } = { ...call, ...edited };

  // biome-ignore lint/correctness/useExhaustiveDependencies: another call is what ends the editing
  useEffect(() => {
    setEdited({});
    setProblems({});
  }, [call.method, call.path, call.address]);

  function submit(event: FormEvent) {
    event.preventDefault();
    const asked = callToAsk({ method, path, address });
    const found = callProblems(asked);
    setProblems(found);
    if (Object.keys(found).length > 0) return focusFirstError();
    setEdited({});
    onAsk(asked);
  }

  const edit = (change: Partial<Call>) => setEdited((old) => ({ ...old, ...change }));
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <Group align="flex-start" gap="sm">
          <NativeSelect
            label="Method"
            w={120}
            data={METHODS.includes(method) ? METHODS : [...METHODS, method]}
            value={method}
            onChange={(event) => edit({ method: event.currentTarget.value })}
          />
          <TextInput
            label="Path"
            spellCheck={false}
            value={path}
            onChange={(event) => edit({ path: event.currentTarget.value })}
            error={problems.path}
            classNames={{ input: "lk-mono" }}
            flex="1 1 240px"
          />
          <TextInput
            label="Address"
            placeholder="unknown"
            spellCheck={false}
            value={address}
            onChange={(event) => edit({ address: event.currentTarget.value })}
            error={problems.address}
            classNames={{ input: "lk-mono" }}
            flex="1 1 180px"
          />
        </Group>
        <Group>
          <Button type="submit" loading={pending}>
            Check
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
