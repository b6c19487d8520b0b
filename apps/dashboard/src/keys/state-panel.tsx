import { Button, Text } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { networkInWords } from "../allowlist/network.js";
import { useAccount } from "../identity/account.js";
import { personInWords } from "../identity/person-name.js";
import { mayChangeKey } from "../identity/roles.js";
import { accessInWords } from "../permissions/access.js";
import { useApis } from "../permissions/use-apis.js";
import { LinkAnchor } from "../ui/links.js";
import { Panel } from "../ui/panel.js";
import { RelativeTime } from "../ui/relative-time.js";
import { useNow } from "../ui/use-now.js";
import { useKey } from "./key-context.js";
import { stateSentence } from "./state-sentence.js";

/** How the key stands, and the button that regenerates its token. */
export function StatePanel({ onRegenerate }: { onRegenerate: () => void }) {
  const { key } = useKey();
  const { suspended, viewerRole } = useAccount();
  const { apis } = useApis();
  const now = useNow();
  const access = accessInWords({ scope: key.accessScope, codes: key.permissions }, apis);
  const network = networkInWords(key.addressScope, key.allowlist.length);
  const active = key.tokens.find(({ status }) => status === "ACTIVE");
  return (
    <Panel
      title="State"
      aside={
        mayChangeKey(viewerRole, key.permissions) && (
          <Button variant="default" leftSection={<IconRefresh size={16} />} onClick={onRegenerate}>
            Regenerate token
          </Button>
        )
      }
    >
      {suspended && (
        <Text size="sm" fw={600} c="var(--lk-red)">
          The account is suspended: every call with any of its keys is denied.
        </Text>
      )}
      <Text>{stateSentence({ ...key, access, network }, now)}</Text>
      <Text size="sm" c="dimmed">
        {key.lastUsedAt ? (
          <>
            Last used <RelativeTime at={key.lastUsedAt} />
            {key.lastUsedAddress && (
              <>
                {" from "}
                <span className="lk-mono">{key.lastUsedAddress}</span>
              </>
            )}
          </>
        ) : (
          "Never used"
        )}
        {active && (
          <>
            {" · Token "}
            <span className="lk-mono">{active.hint}…</span> issued <RelativeTime at={active.createdAt} />
          </>
        )}
        {" · Created "}
        <RelativeTime at={key.createdAt} />
        {key.createdBy && ` by ${personInWords(key.createdBy)}`}
        {key.holder && ` · Held by ${personInWords(key.holder)}`}
        {" · "}
        <LinkAnchor to="/activity" search={{ key: key.id }} size="sm" underline="always">
          What was changed
        </LinkAnchor>
      </Text>
    </Panel>
  );
}
