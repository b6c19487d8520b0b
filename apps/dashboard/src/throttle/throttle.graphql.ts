import { graphql } from "../graphql.js";

export const LimitRow = graphql(`
  fragment LimitRow on ThrottleLimit {
    api { code name }
    limit windowSeconds defaultLimit validUntil used
    peak(days: 7)
    throttled(days: 7)
  }
`);

export const LimitsQuery = graphql(
  `
  query Limits($sid: String!) {
    account(sid: $sid) {
      id
      throttleLimits { api { code } ...LimitRow }
    }
  }
`,
  [LimitRow],
);
