import { graphql } from "../graphql.js";
import { LimitRow } from "../throttle/throttle.graphql.js";

export const Decision = graphql(
  `
  fragment Decision on SimulatedDecision {
    allowed reason operation missingPermission status
    steps { name passed detail }
    throttle { ...LimitRow }
  }
`,
  [LimitRow],
);

export const SimulateAccessQuery = graphql(
  `
  query SimulateAccess($input: SimulateAccessInput!) {
    simulateAccess(input: $input) { ...Decision }
  }
`,
  [Decision],
);
