import type { DocumentNode } from "@apollo/client";
import { Button } from "@mantine/core";
import { IconBraces } from "@tabler/icons-react";
import { CopyState, useCopy } from "./copy-button.js";
import { graphqlText } from "./graphql-text.js";

/** What a form is about to send. */
export interface Write {
  document: DocumentNode;
  /** The mutation's input as the form has it now; null: the form can't be sent, and has said why. */
  input: () => object | null;
}

/** Copies what the form would send, so that a script can do the same. */
export function CopyAsGraphql({ write: { document, input } }: { write: Write }) {
  const { copied, copy } = useCopy("GraphQL");
  function onClick() {
    const sent = input();
    if (sent) void copy(graphqlText(document, sent));
  }
  return (
    <Button
      variant="subtle"
      color="gray"
      size="xs"
      leftSection={<CopyState copied={copied} size={15} idle={<IconBraces size={15} />} />}
      onClick={onClick}
    >
      {copied === "failed" ? "Not copied" : "Copy as GraphQL"}
    </Button>
  );
}
