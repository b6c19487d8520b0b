import { useQuery } from "@apollo/client/react";
import { Skeleton } from "@mantine/core";
import { useState } from "react";
import { Page } from "../shell/page.js";
import { ProblemAlert } from "../ui/problem-alert.js";
import { RuleQuery } from "./operations.graphql.js";
import { RuleForm } from "./rule-form.js";

/** Which requests are approved at once, without an operator. */
export function RulePage() {
  const [shown, setShown] = useState(0);
  const { data, error, refetch } = useQuery(RuleQuery, { fetchPolicy: "network-only" });
  return (
    <Page
      title="Auto-approval rule"
      area="Operations"
      lead="Requests to come that fit the rule are approved at once, as they were asked. Off at first."
    >
      {error && <ProblemAlert error={error} onRetry={refetch} />}
      {!data && !error && <Skeleton height={320} />}
      {data && (
        <RuleForm
          key={shown}
          rule={data.autoApprovalRule}
          reload={refetch}
          onLoad={() => setShown((times) => times + 1)}
        />
      )}
    </Page>
  );
}
