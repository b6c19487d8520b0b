import { Checkbox } from "@mantine/core";
import type { WholeInternet } from "./use-whole-internet.js";

interface Props {
  whole: WholeInternet;
  error?: string | undefined;
}

/** Asks for a second thought where an entry admits everybody. */
export function ConfirmWholeInternet({ whole: { cidrs, confirmed, confirm }, error }: Props) {
  if (cidrs.length === 0) return null;
  const refused = confirmed ? undefined : error;
  return (
    <Checkbox
      mt={4}
      label={`I mean it: ${cidrs.join(" and ")} admits the whole internet.`}
      checked={confirmed}
      onChange={(event) => confirm(event.currentTarget.checked)}
      error={refused}
      aria-invalid={refused !== undefined}
    />
  );
}
