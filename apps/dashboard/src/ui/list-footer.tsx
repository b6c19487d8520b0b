import { Group, Text } from "@mantine/core";
import { counted } from "./count.js";
import { LinkButton } from "./links.js";

interface Props {
  /** The open page; undefined: it could not be loaded, or is not yet. */
  page: { totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string | null } } | undefined;
  /** The cursor after which it begins; undefined: it is the first one. */
  after: string | undefined;
  /** What stands in the list: one of them, and many where that is not with an s. */
  words: [one: string, many?: string];
}

/**
 * How many entries a list has, and links to its next page and back to its first, whose cursor stands in the address as `after`. Its
 * filters stay. Back is there without a page too: an address of another account has a cursor that is refused.
 */
export function ListFooter({ page, after, words }: Props) {
  if (!page && after === undefined) return null;
  const { hasNextPage = false, endCursor = null } = page?.pageInfo ?? {};
  return (
    <Group justify="space-between">
      <Text size="sm" c="dimmed">
        {page && page.totalCount > 0 && counted(page.totalCount, ...words)}
      </Text>
      {(hasNextPage || after !== undefined) && (
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
      )}
    </Group>
  );
}
