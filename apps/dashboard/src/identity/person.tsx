import { Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { Email } from "./email.js";

interface Props {
  /** The name, or what it is a link to. */
  name: ReactNode;
  /** Null where there is none, or none that may be read. */
  email: string | null | undefined;
}

/** A person in a table: the name, and the e-mail below it, since names are chosen freely and addresses are proved. */
export function Person({ name, email }: Props) {
  return (
    <Stack gap={0} miw={0}>
      <Text size="sm" className="lk-words" component="div">
        {name}
      </Text>
      {email && (
        <Text size="xs" c="dimmed" className="lk-words">
          <Email address={email} />
        </Text>
      )}
    </Stack>
  );
}
