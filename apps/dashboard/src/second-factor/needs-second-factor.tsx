import { IconShieldLock } from "@tabler/icons-react";
import { Empty } from "../ui/empty.js";
import { LinkButton } from "../ui/links.js";

/** For somebody on the provider's staff who has no operator's rights yet. */
export function NeedsSecondFactor() {
  return (
    <Empty
      icon={<IconShieldLock />}
      title="Set up a second factor to work as an operator"
      action={<LinkButton to="/settings/security">Set it up</LinkButton>}
    >
      This server gives operators their rights only when they sign in with a password and a code from an
      authenticator app. It takes a minute, and the rights come at once.
    </Empty>
  );
}
