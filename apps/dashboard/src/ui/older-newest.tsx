import { Button, Group } from "@mantine/core";

interface Props {
  /** What is in the pages, for who only hears it. */
  label: string;
  /** The cursor after which the open page begins; null: it is the newest. */
  after: string | null;
  pageInfo: { hasNextPage: boolean; endCursor: string | null } | undefined;
  onPage: (after: string | null) => void;
}

/** Leads to older entries and back to the newest, where a list is only a part of a page, so that its address is not about it. */
export function OlderNewest({ label, after, pageInfo, onPage }: Props) {
  if (after === null && !pageInfo?.hasNextPage) return null;
  return (
    <Group gap="xs" role="group" aria-label={label}>
      {after !== null && (
        <Button size="xs" variant="default" onClick={() => onPage(null)}>
          Newest
        </Button>
      )}
      {pageInfo?.hasNextPage && (
        <Button size="xs" variant="default" onClick={() => onPage(pageInfo.endCursor)}>
          Older
        </Button>
      )}
    </Group>
  );
}
