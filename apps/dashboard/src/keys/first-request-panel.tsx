import { Group, Loader, Text } from "@mantine/core";
import { useAccount, useSignedIn } from "../accounts/account.js";
import { useApis } from "../permissions/use-apis.js";
import { Loading } from "../ui/loading.js";
import { Panel } from "../ui/panel.js";
import { useKey } from "./key-context.js";
import { samplePath } from "./snippet.js";
import { SnippetTabs } from "./snippet-tabs.js";

/** For a key that was never used: how to use it. Gives way to the usage by itself, once the first request has come. */
export function FirstRequestPanel() {
  const { sid } = useAccount();
  const { installation } = useSignedIn();
  const { key } = useKey();
  const { apis, loaded, error } = useApis();
  const path = samplePath(apis, sid, { scope: key.accessScope, codes: key.permissions });
  return (
    <Panel
      title="Waiting for the first request"
      lead="This page notices it by itself."
      aside={<Loader size="sm" type="dots" aria-hidden />}
    >
      {!loaded && !error ? (
        <Loading heights={[127, 127, 127]} />
      ) : path ? (
        <SnippetTabs gatewayUrl={installation.gatewayUrl} path={path} apiKey={key.key} token={null} />
      ) : (
        <Group>
          <Text size="sm">
            Send a request to <span className="lk-mono">{installation.gatewayUrl}</span> with this key and its
            token (HTTP Basic).
          </Text>
        </Group>
      )}
    </Panel>
  );
}
