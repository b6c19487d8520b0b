import { Paper, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";
import { Page } from "../shell/page.js";
import { Logo } from "../ui/logo.js";

interface Props {
  title: string;
  lead?: string;
  children: ReactNode;
}

/** A page for people who are not signed in. */
export function OutsidePage({ title, lead, children }: Props) {
  return (
    <main id="main" className="lk-centre">
      <Stack gap="lg" w="100%" maw={384}>
        <Logo />
        <Paper withBorder p="xl" radius="lg">
          <Page title={title}>
            {lead && (
              <Text c="dimmed" size="sm" mt={-12}>
                {lead}
              </Text>
            )}
            {children}
          </Page>
        </Paper>
      </Stack>
    </main>
  );
}
