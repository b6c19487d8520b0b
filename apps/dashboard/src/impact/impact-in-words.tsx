import { useQuery } from "@apollo/client/react";
import { Anchor, Box, Text } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { readFragment, type VariablesOf } from "../graphql.js";
import { useApis } from "../permissions/use-apis.js";
import { Impact, PreviewAccessChangeQuery } from "./impact.graphql.js";
import { deniedByAddress, deniedByApi, impactSentence } from "./impact.js";

type Input = VariablesOf<typeof PreviewAccessChangeQuery>["input"];

interface Props {
  apiKeyId: string;
  /** What would be saved; whatever is left out stays as it is. */
  change: Pick<Input, "permissions" | "allowlist">;
}

const DAYS = 7;
/** How long the change must have rested until it is asked about again, milliseconds. */
const REST = 400;

/** Which recent calls the change would have denied, by the gateway's own rules. Its height is kept while it is counted. */
export function ImpactInWords({ apiKeyId, change }: Props) {
  const { nameOf } = useApis();
  const written = JSON.stringify(change);
  const [rested] = useDebouncedValue(written, REST);
  const { data, previousData, loading, error, refetch } = useQuery(PreviewAccessChangeQuery, {
    variables: { input: { apiKeyId, days: DAYS, ...(JSON.parse(rested) as Props["change"]) } },
    fetchPolicy: "no-cache",
  });
  const counting = loading || rested !== written;
  const impact = readFragment(Impact, (data ?? previousData)?.previewAccessChange);
  const byApi = impact && deniedByApi(impact, nameOf);
  const byAddress = impact && deniedByAddress(impact);
  const failed = error && !counting;
  return (
    <Box mih={64} aria-busy={counting}>
      <Text
        size="sm"
        role="status"
        fw={550}
        c={!counting && !failed && impact && impact.denied > 0 ? "var(--lk-red)" : undefined}
      >
        {counting && `Counting the calls of the last ${DAYS} days…`}
        {failed && "The calls that would be denied could not be counted. "}
        {!counting && !failed && impact && impactSentence(impact, DAYS)}
      </Text>
      {failed && (
        <Anchor
          component="button"
          type="button"
          size="sm"
          onClick={() => void refetch().catch(() => undefined)}
        >
          Count again
        </Anchor>
      )}
      {!failed && (
        <Box style={{ visibility: counting ? "hidden" : undefined }}>
          {byApi && (
            <Text size="sm" className="lk-anywhere">
              By API: {byApi}
            </Text>
          )}
          {byAddress && (
            <Text size="sm" className="lk-anywhere">
              By address: {byAddress}
            </Text>
          )}
        </Box>
      )}
    </Box>
  );
}
