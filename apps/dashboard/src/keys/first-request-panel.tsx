import { Loader, Text } from "@mantine/core";
import { permissionsOf } from "../permissions/access.js";
import { Loading } from "../ui/loading.js";
import { Panel } from "../ui/panel.js";
import { useKey } from "./key-context.js";
import { SnippetTabs } from "./snippet-tabs.js";
import { useSample } from "./use-sample.js";

/** For a key that was never used: how to use it. Gives way to the usage by itself, once the first request has come. */
export function FirstRequestPanel() {
  const { key } = useKey();
  const { gatewayUrl, path, known } = useSample(permissionsOf(key));
  return (
    <Panel
      title="Waiting for the first request"
      lead="This page notices it by itself."
      aside={<Loader size="sm" type="dots" aria-hidden />}
    >
      {!known ? (
        <Loading heights={[127, 127, 127]} />
      ) : path ? (
        <SnippetTabs gatewayUrl={gatewayUrl} path={path} apiKey={key.key} token={null} />
      ) : (
        <Text size="sm">
          Send a request to <span className="lk-mono">{gatewayUrl}</span> with this key and its token (HTTP
          Basic).
        </Text>
      )}
    </Panel>
  );
}
