import "./graphiql-page.css";
import { Button, Skeleton, Stack, Text } from "@mantine/core";
import { IconPlugConnectedX } from "@tabler/icons-react";
import { CatchBoundary } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { useAccount } from "../accounts/account.js";
import { Page } from "../shell/page.js";
import { Empty } from "../ui/empty.js";
import { LinkAnchor } from "../ui/links.js";

const Editor = lazy(() => import("./graphiql-editor.js"));

/** Documents to try in the browser, as the signed-in person. */
export function GraphiqlPage() {
  const { name } = useAccount();
  return (
    <Page
      title="GraphiQL"
      lead={
        <Stack gap={6}>
          <LinkAnchor to="/developers">Developers</LinkAnchor>
          <Text size="sm" c="dimmed">
            It asks as you, with your role, and works on the real account {name}: what a mutation changes is
            changed. Nothing of it is kept in this browser: an answer with a token is gone when you leave.
          </Text>
        </Stack>
      }
    >
      <CatchBoundary getResetKey={() => "editor"} errorComponent={NotLoaded}>
        <Suspense fallback={<Skeleton className="lk-graphiql" aria-busy="true" />}>
          <Editor />
        </Suspense>
      </CatchBoundary>
    </Page>
  );
}

function NotLoaded() {
  return (
    <div role="alert">
      <Empty
        icon={<IconPlugConnectedX />}
        title="The editor could not be loaded"
        action={<Button onClick={() => window.location.reload()}>Reload the page</Button>}
      >
        The server could not be reached, or it has a newer version of this page.
      </Empty>
    </div>
  );
}
