import { Button, Text } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useAccount } from "../accounts/account.js";
import { mayChangeKey } from "../accounts/roles.js";
import { networkInWords } from "../allowlist/network.js";
import { Email } from "../identity/email.js";
import { accessInWords, permissionsOf } from "../permissions/access.js";
import { useApis } from "../permissions/use-apis.js";
import { LinkAnchor } from "../ui/links.js";
import { Panel } from "../ui/panel.js";
import { RelativeTime } from "../ui/relative-time.js";
import { useNow } from "../ui/use-now.js";
import { useKey } from "./key-context.js";
import { LastCall } from "./last-call.js";
import { stateSentence } from "./state-sentence.js";

/** How the key stands, and the button that regenerates its token. */
export function StatePanel({ onRegenerate }: { onRegenerate: () => void }) {
  const { key, suspended } = useKey();
  const { viewerRole } = useAccount();
  const { apis } = useApis();
  const now = useNow();
  const access = accessInWords(permissionsOf(key), apis);
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
      {suspended ? (
        <Text fw={600} c="var(--lk-red)">
          The account is suspended: every call with any of its keys is denied.
        </Text>
      ) : (
        <Text>{stateSentence({ ...key, access, network }, now)}</Text>
      )}
      <dl className="lk-across">
        <Line name="Last used" below={<LastCall call={key} />}>
          {key.lastUsedAt ? <RelativeTime at={key.lastUsedAt} /> : "Never"}
        </Line>
        {active && (
          <Line name="Token" below={<span className="lk-mono">{active.hint}…</span>}>
            Issued <RelativeTime at={active.createdAt} />
          </Line>
        )}
        <Line name="Created" below={key.createdBy?.email && <Email address={key.createdBy.email} />}>
          <RelativeTime at={key.createdAt} />
          {key.createdBy && ` by ${key.createdBy.name}`}
        </Line>
        {key.holder && (
          <Line name="Holder" below={key.holder.email && <Email address={key.holder.email} />}>
            {key.holder.name}
          </Line>
        )}
        <Line name="Changes">
          <LinkAnchor to="/activity" search={{ key: key.id }}>
            What was changed
          </LinkAnchor>
        </Line>
      </dl>
    </Panel>
  );
}

/** A fact with its name above it, and what else there is to it below. */
function Line({ name, below, children }: { name: string; below?: ReactNode; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {children}
        {below && <div>{below}</div>}
      </dd>
    </div>
  );
}
