import { CombinedGraphQLErrors, ServerError } from "@apollo/client";
import { Button, Stack } from "@mantine/core";
import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import { Empty } from "../ui/empty.js";
import { ProblemAlert } from "../ui/problem-alert.js";
import { Page } from "./page.js";

/**
 * Browsers throw the same kind for a network that is away, for a file that the server has no more, and for faults of the code, and tell
 * them apart in words alone.
 */
function isNetworkError(error: unknown): boolean {
  return (
    error instanceof TypeError && /fetch|load|network/i.test(error.message) && !/module/i.test(error.message)
  );
}

/** Shown instead of a page that could not be loaded or has failed while it was drawn. */
export function CrashPage({ error }: ErrorComponentProps) {
  const router = useRouter();
  const known = CombinedGraphQLErrors.is(error) || ServerError.is(error) || isNetworkError(error);
  return (
    <Stack p="lg" maw={720} mx="auto">
      <Page title="This page could not be shown">
        {known ? (
          <ProblemAlert error={error} onRetry={() => router.invalidate()} />
        ) : (
          <Empty
            title="Something in this page went wrong"
            action={<Button onClick={() => window.location.reload()}>Reload the page</Button>}
          >
            Nothing of your account was changed by it.
          </Empty>
        )}
      </Page>
    </Stack>
  );
}
