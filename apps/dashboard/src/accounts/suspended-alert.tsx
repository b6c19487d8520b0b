import { Alert, Text } from "@mantine/core";
import { IconBan } from "@tabler/icons-react";
import { SupportLine } from "../throttle/support-line.js";
import { LinkAnchor } from "../ui/links.js";

/** Stands above an account's keys, whose own states say nothing of it. */
export function SuspendedAlert() {
  return (
    <Alert color="red" icon={<IconBan />} title="The account is suspended">
      <Text size="sm">
        Every call with any of its keys is denied until the provider resumes it. The activity{" "}
        <LinkAnchor to="/activity" search={{ about: "ACCOUNT" }} size="sm" underline="always">
          says why
        </LinkAnchor>
        . <SupportLine />
      </Text>
    </Alert>
  );
}
