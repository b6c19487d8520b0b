import { Anchor } from "@mantine/core";
import { useSignedIn } from "../accounts/account.js";

/** Whom else to write to about what the provider decides; nothing where the installation names nobody. */
export function SupportLine() {
  const { supportEmail } = useSignedIn().installation;
  if (!supportEmail) return null;
  return (
    <span>
      You can also write to{" "}
      <Anchor href={`mailto:${supportEmail}`} inherit underline="always" className="lk-anywhere">
        {supportEmail}
      </Anchor>
      .
    </span>
  );
}
