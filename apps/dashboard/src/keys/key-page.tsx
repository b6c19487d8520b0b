import { useQuery } from "@apollo/client/react";
import { Group, Text } from "@mantine/core";
import { getRouteApi, Outlet } from "@tanstack/react-router";
import { useAccount } from "../accounts/account.js";
import { usePolling } from "../apollo/use-polling.js";
import { readFragment } from "../graphql.js";
import { Page } from "../shell/page.js";
import { PageSkeleton } from "../shell/page-skeleton.js";
import { CopyIcon } from "../ui/copy-button.js";
import { LinkAnchor } from "../ui/links.js";
import { ProblemAlert } from "../ui/problem-alert.js";
import { KeyHead, KeyQuery } from "./key.graphql.js";
import { EnvironmentBadge, StateBadges } from "./key-badges.js";
import { KeyContext } from "./key-context.js";
import { KeyTabs, useOpenTab } from "./key-tabs.js";
import { NoSuchKey } from "./no-such-key.js";

const route = getRouteApi("/signed-in/in-account/keys/$id");

/** How often the key is loaded anew: sooner while its first request is waited for. Milliseconds. */
const POLL = { unused: 3000, used: 15_000 };

/** A key's heading and tabs; the open tab below. */
export function KeyPage() {
  const { id } = route.useParams();
  const { sid } = useAccount();
  const query = useQuery(KeyQuery, { variables: { sid, id } });
  const { data, error, refetch } = query;
  const tab = useOpenTab();
  const key = readFragment(KeyHead, data?.account.apiKey);
  usePolling(query, key?.lastUsedAt ? POLL.used : POLL.unused);

  async function reload() {
    const fresh = await refetch().catch(() => null);
    return readFragment(KeyHead, fresh?.data?.account.apiKey) ?? null;
  }

  if (!data) {
    if (!error) return <PageSkeleton />;
    return (
      <Page title="Key">
        <ProblemAlert error={error} onRetry={refetch} />
      </Page>
    );
  }
  if (!key) return <NoSuchKey id={id} />;
  return (
    <KeyContext value={{ key, suspended: data.account.suspended, reload }}>
      <Page
        title={key.name}
        documentTitle={`${tab}: ${key.name}`}
        badge={
          <Group gap={6}>
            <StateBadges {...key} />
            <EnvironmentBadge environment={key.environment} />
          </Group>
        }
        lead={
          <Group gap="4px 16px">
            <LinkAnchor to="/keys">All keys</LinkAnchor>
            <Group gap={4}>
              <span className="lk-mono">{key.key}</span>
              <CopyIcon text={key.key} what="key" />
            </Group>
            {key.note && (
              <Text size="sm" c="dimmed" className="lk-anywhere">
                {key.note}
              </Text>
            )}
          </Group>
        }
      >
        {error && <ProblemAlert error={error} onRetry={refetch} />}
        <KeyTabs id={id} open={tab} />
        <div role="tabpanel" id="key-panel" aria-labelledby={`tab-${tab}`} className="lk-stack">
          <Outlet />
        </div>
      </Page>
    </KeyContext>
  );
}
