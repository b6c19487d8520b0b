import { Group } from "@mantine/core";
import { LinkButton } from "./links.js";

interface Props {
  next: { hasNextPage: boolean; endCursor: string | null };
  /** The cursor after which the open page begins; undefined: it is the first one. */
  after: string | undefined;
}

/** Links to the next page of a list and back to its first, whose cursor stands in the address as `after`. Its filters stay. */
export function PageLinks({ next: { hasNextPage, endCursor }, after }: Props) {
  if (!hasNextPage && after === undefined) return null;
  return (
    <Group gap="xs" role="group" aria-label="Pages">
      {after !== undefined && (
        <LinkButton
          to="."
          search={(filters) => ({ ...filters, after: undefined })}
          variant="default"
          size="xs"
        >
          First page
        </LinkButton>
      )}
      {hasNextPage && endCursor && (
        <LinkButton
          to="."
          search={(filters) => ({ ...filters, after: endCursor })}
          variant="default"
          size="xs"
        >
          Next page
        </LinkButton>
      )}
    </Group>
  );
}
