import { Text } from "@mantine/core";
import { Panel } from "../ui/panel.js";
import { RelativeTime } from "../ui/relative-time.js";
import { useKey } from "./key-context.js";

export function OverviewTab() {
  const { key } = useKey();
  return (
    <Panel title="State">
      <Text size="sm">
        Created <RelativeTime at={key.createdAt} />.
      </Text>
    </Panel>
  );
}
