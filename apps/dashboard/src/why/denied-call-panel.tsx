import { useQuery } from "@apollo/client/react";
import { Group, Skeleton, Stack, Text } from "@mantine/core";
import { IconCircleX } from "@tabler/icons-react";
import { useAccount } from "../accounts/account.js";
import { readFragment } from "../graphql.js";
import { useKey } from "../keys/key-context.js";
import { Address } from "../ui/address.js";
import { CopyIcon } from "../ui/copy-button.js";
import { Panel } from "../ui/panel.js";
import { ProblemAlert } from "../ui/problem-alert.js";
import { RelativeTime } from "../ui/relative-time.js";
import { localTime } from "../ui/time.js";
import { WHY } from "../usage/denial-reasons.js";
import { FixLink } from "../usage/fix-link.js";
import { DenialRow, DeniedCallQuery } from "../usage/usage.graphql.js";

/** What a gateway said to a call at the time, which need not be what it would say now. */
export function DeniedCallPanel({ requestId }: { requestId: string }) {
  const { sid } = useAccount();
  const { key } = useKey();
  const { data, error, refetch } = useQuery(DeniedCallQuery, {
    variables: { sid, requestId },
    fetchPolicy: "cache-first",
  });
  const found = data?.account.deniedCall;
  const denial = found?.apiKey.id === key.id ? readFragment(DenialRow, found.denial) : null;
  const why = denial && WHY[denial.reason];
  return (
    <Panel
      title="What happened"
      lead={
        <Group gap={2}>
          Request <span className="lk-mono">{requestId}</span>
          <CopyIcon text={requestId} what="request id" />
        </Group>
      }
    >
      {error && <ProblemAlert error={error} onRetry={refetch} />}
      {!data && !error && <Skeleton height={88} />}
      {data && !denial && (
        <Text size="sm">It is not among the newest denied calls of this key that are kept.</Text>
      )}
      {denial && why && (
        <Group gap="sm" wrap="nowrap" align="flex-start">
          <IconCircleX color="var(--lk-red)" aria-hidden className="lk-fixed" />
          <Stack gap={2} miw={0}>
            <Text fw={600}>A gateway denied this call.</Text>
            <Text size="sm">{why.sentence}</Text>
            <Text size="sm">
              <RelativeTime at={denial.at} />, {localTime(denial.at)}, from{" "}
              {denial.address ? <Address text={denial.address} /> : "an unknown address"}
            </Text>
            <Group gap="sm">
              <Text size="xs" c="dimmed" className="lk-mono">
                {denial.reason}
              </Text>
              {why.fix && (
                <FixLink id={key.id} fix={why.fix} address={denial.address} operation={denial.operation} />
              )}
            </Group>
          </Stack>
        </Group>
      )}
    </Panel>
  );
}
