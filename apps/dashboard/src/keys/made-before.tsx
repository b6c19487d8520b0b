import { Alert } from "@mantine/core";
import { IconInfoCircle } from "@tabler/icons-react";
import { LinkAnchor } from "../ui/links.js";

/** The key was made by an earlier sending, whose answer did not arrive: what is left to do. */
export function MadeBefore({ id }: { id: string }) {
  return (
    <Alert color="amber" icon={<IconInfoCircle />} role="alert" title="The key exists already">
      An earlier try made it, but its answer did not arrive: its token was shown to nobody.{" "}
      <LinkAnchor to="/keys/$id" params={{ id }} underline="always">
        Open the key
      </LinkAnchor>{" "}
      and regenerate its token, to get one that you can copy.
    </Alert>
  );
}
