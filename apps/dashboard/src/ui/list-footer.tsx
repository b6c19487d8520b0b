import { Group, Text } from "@mantine/core";
import { useRouterState } from "@tanstack/react-router";
import { type ReactNode, useEffect, useRef } from "react";
import { announce } from "./announce.js";
import { counted } from "./count.js";
import { LinkButton } from "./links.js";

declare module "@tanstack/react-router" {
  interface HistoryState {
    /** The pages of a list that were turned to reach the open one: the cursor after which each begins, null for the first. */
    turned?: readonly (string | null)[];
  }
}

interface Props {
  /** The open page; undefined: it could not be loaded, or is not yet. */
  page: { totalCount: number; pageInfo: { hasNextPage: boolean; endCursor: string | null } } | undefined;
  /** The cursor after which it begins; undefined: it is the first one. */
  after: string | undefined;
  /** What stands in the list: one of them, and many where that is not with an s. */
  words: [one: string, many?: string];
  /** While it has no data and loads, other entries were asked for, and are not here yet. */
  query: { data: unknown; loading: boolean };
}

interface PageLinkProps {
  to: string | null;
  /** The pages that lead there. */
  turned?: readonly (string | null)[];
  children: ReactNode;
}

const NONE: readonly (string | null)[] = [];

/**
 * How many entries a list has, and links to its next page, to the one before, if that was seen, and to its first. A page's cursor stands in
 * the address as `after`; the filters stay. Screen readers are told how many entries another filter leaves. The first page is linked to
 * without a page too: an address of another account has a cursor that is refused.
 */
export function ListFooter({ page, after, words, query }: Props) {
  const turned = useRouterState({ select: ({ location }) => location.state.turned }) ?? NONE;
  const isWaiting = !query.data && query.loading;
  useAnnounced(isWaiting ? undefined : page?.totalCount, words);
  if (!page && after === undefined) return null;
  const { hasNextPage = false, endCursor = null } = page?.pageInfo ?? {};
  return (
    <Group justify="space-between">
      <Text size="sm" c="dimmed">
        {page && page.totalCount > 0 && counted(page.totalCount, ...words)}
      </Text>
      {(hasNextPage || after !== undefined) && (
        <Group gap="xs" role="group" aria-label="Pages">
          {after !== undefined && <PageLink to={null}>First page</PageLink>}
          {after !== undefined && turned.length > 0 && (
            <PageLink to={turned.at(-1) ?? null} turned={turned.slice(0, -1)}>
              Previous page
            </PageLink>
          )}
          {hasNextPage && endCursor && (
            <PageLink to={endCursor} turned={[...turned, after ?? null]}>
              Next page
            </PageLink>
          )}
        </Group>
      )}
    </Group>
  );
}

/** A link to the page after this cursor, null for the first. */
function PageLink({ to, turned = NONE, children }: PageLinkProps) {
  return (
    <LinkButton
      to="."
      search={(filters) => ({ ...filters, after: to ?? undefined })}
      state={{ turned }}
      variant="default"
      size="xs"
    >
      {children}
    </LinkButton>
  );
}

/** Says how many there are once another filter was chosen: not at first, and not when the list grows by itself. */
function useAnnounced(total: number | undefined, words: Props["words"]): void {
  const filter = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.searchStr });
  const told = useRef(filter);
  const [one] = words;
  const sentence = total === undefined ? null : total === 0 ? `No ${one}` : counted(total, ...words);
  useEffect(() => {
    if (sentence === null || told.current === filter) return;
    told.current = filter;
    announce(sentence);
  }, [sentence, filter]);
}
