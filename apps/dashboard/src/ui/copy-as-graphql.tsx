import type { DocumentNode } from "@apollo/client";
import { Button } from "@mantine/core";
import { IconBraces, IconCheck } from "@tabler/icons-react";
import { useCopy } from "./copy-button.js";
import { graphqlText } from "./graphql-text.js";

/** What a form is about to send. */
export interface Write {
  document: DocumentNode;
  /** The mutation's input as the form has it now; null: the form can't be sent, and has said why. */
  input: () => object | null;
}

/** Copies what the form would send, so that a script can do the same. */
export function CopyAsGraphql({ write: { document, input } }: { write: Write }) {
  const { done, copy } = useCopy("GraphQL");
  function onClick() {
    const sent = input();
    if (sent) void copy(graphqlText(document, sent));
  }
  return (
    <Button
      variant="subtle"
      color="gray"
      size="xs"
      leftSection={done ? <IconCheck size={15} color="var(--lk-green)" /> : <IconBraces size={15} />}
      onClick={onClick}
    >
      Copy as GraphQL
    </Button>
  );
}
