import { Group, Stack, Text, Title } from "@mantine/core";
import { useRouterState } from "@tanstack/react-router";
import { type ReactNode, use, useEffect, useRef } from "react";
import { SignedInContext } from "../accounts/account.js";
import { topDialog } from "../ui/top-dialog.js";
import { hasNavigated } from "./navigated.js";

interface Props {
  /** The one `<h1>`, and the first part of the document's title. */
  title: string;
  /** Where the title in the tab differs from the heading. */
  documentTitle?: string;
  /** Stands in the document's title where a page belongs to no account. */
  area?: string;
  /** Stands beside the heading. */
  badge?: ReactNode;
  actions?: ReactNode;
  /** Stands under the heading: a sentence, or how the page draws it. */
  lead?: ReactNode;
  children: ReactNode;
}

/** A page's heading and title. After a navigation the focus goes to the heading, so that a screen reader says where one is. */
export function Page({ title, documentTitle, area, badge, actions, lead, children }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  const account = use(SignedInContext)?.account;
  const pathname = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  const tabTitle = [documentTitle ?? title, area ?? account?.name, "Latchkey"].filter(Boolean).join(" – ");

  useEffect(() => {
    document.title = tabTitle;
  }, [tabTitle]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the path is what the focus follows
  useEffect(() => {
    // Not from a dialog that stays, as the one that asks to sign in again.
    if (hasNavigated() && !topDialog()) heading.current?.focus({ preventScroll: true });
  }, [pathname]);

  return (
    <Stack gap="lg">
      <Stack gap={6}>
        <Group justify="space-between" align="flex-start" gap="sm">
          <Group gap="sm" miw={0}>
            <Title order={1} ref={heading} tabIndex={-1} className="lk-heading">
              {title}
            </Title>
            {badge}
          </Group>
          {actions && <Group gap="xs">{actions}</Group>}
        </Group>
        {typeof lead === "string" ? (
          <Text size="sm" c="dimmed">
            {lead}
          </Text>
        ) : (
          lead
        )}
      </Stack>
      {children}
    </Stack>
  );
}
