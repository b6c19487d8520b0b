import { CombinedGraphQLErrors, ServerError } from "@apollo/client";
import { Button, Stack } from "@mantine/core";
import { type ErrorComponentProps, useRouter } from "@tanstack/react-router";
import { useEffect } from "react";
import { Unanswered } from "../apollo/answer-in-time.js";
import { Empty } from "../ui/empty.js";
import { isServed } from "../ui/is-served.js";
import { Panel } from "../ui/panel.js";
import { ProblemAlert } from "../ui/problem-alert.js";
import { Unreached } from "../ui/unreached.js";
import { untilServed } from "../ui/until-served.js";
import { Page } from "./page.js";

/** Shown instead of a page that could not be loaded or has failed while it was drawn. */
export function CrashPage({ error }: ErrorComponentProps) {
  return (
    <Stack p="lg" maw={720} mx="auto">
      <Page title="This page could not be shown">
        <WhatToDo error={error} />
      </Page>
    </Stack>
  );
}

/** The same instead of a part of a page, whose heading stands. */
export function CrashPanel({ error }: ErrorComponentProps) {
  return (
    <Panel title="This part could not be shown">
      <WhatToDo error={error} />
    </Panel>
  );
}

function WhatToDo({ error }: { error: unknown }) {
  const router = useRouter();
  const isKnown =
    CombinedGraphQLErrors.is(error) ||
    ServerError.is(error) ||
    error instanceof Unreached ||
    error instanceof Unanswered;
  useEffect(() => {
    // It is tried again by itself where trying again will do, and somebody sees it.
    if (!(error instanceof Unreached)) return;
    const left = new AbortController();
    void untilServed(async () => !document.hidden && isServed(), left.signal).then(() => {
      if (!left.signal.aborted) void router.invalidate();
    });
    return () => left.abort();
  }, [error, router]);
  return isKnown ? (
    <ProblemAlert error={error} onRetry={() => router.invalidate()} />
  ) : (
    <Empty
      title="Something here went wrong"
      action={<Button onClick={() => window.location.reload()}>Reload the page</Button>}
    >
      Nothing of your account was changed by it.
    </Empty>
  );
}
