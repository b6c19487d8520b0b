import { graphql } from "../graphql.js";

export const LimitRow = graphql(`
  fragment LimitRow on ThrottleLimit {
    api { code name retiredAt }
    grantId limit windowSeconds defaultLimit validUntil limitAfterwards used
    peak(days: 7)
    throttled(days: 7)
    pendingRequest { id requestedLimit }
  }
`);

export const LimitsQuery = graphql(
  `
  query Limits($sid: String!) {
    account(sid: $sid) {
      id
      throttleLimits { ...LimitRow }
    }
  }
`,
  [LimitRow],
);

/** The limit on one Api. */
export const LimitQuery = graphql(
  `
  query Limit($sid: String!, $api: String!) {
    account(sid: $sid) {
      id
      throttleLimits(apis: [$api]) { ...LimitRow }
    }
  }
`,
  [LimitRow],
);

/** What is left of Apis that are no longer in the catalogue. */
export const RetiredLimitsQuery = graphql(
  `
  query RetiredLimits($sid: String!) {
    account(sid: $sid) {
      id
      retiredThrottleLimits { ...LimitRow }
    }
  }
`,
  [LimitRow],
);

/** Loaded apart from the limits, less often, and only of what is shown: it is long. */
export const LimitSeriesQuery = graphql(`
  query LimitSeries($sid: String!, $hours: Int!, $apis: [String!]) {
    account(sid: $sid) {
      id
      throttleLimits(apis: $apis) { api { code } series(hours: $hours) { at admittedPeak throttled } }
    }
  }
`);

export const CallsByKeyQuery = graphql(`
  query CallsByKey($sid: String!, $api: String!) {
    account(sid: $sid) { id callsByKey(api: $api) { apiKey { id name } allowed throttled } }
  }
`);

export const RequestRow = graphql(`
  fragment RequestRow on ThrottleRequest {
    id status version
    account { id sid name }
    api { code name windowSeconds retiredAt }
    currentLimit requestedLimit grantedLimit requestedUntil validUntil endedAt
    reason requestedAt requestedBy { id name email } enteredBy { id name email }
    decidedBy { id name email } decidedAt decisionNote
    evidence { peak throttled days }
  }
`);

export const AccountRequestsQuery = graphql(
  `
  query AccountRequests($sid: String!, $api: String, $first: Int!, $after: String) {
    account(sid: $sid) {
      id
      throttleRequests(api: $api, first: $first, after: $after) {
        nodes { id ...RequestRow }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`,
  [RequestRow],
);

/** A request with the limit that is in force now. */
export const RequestQuery = graphql(
  `
  query Request($id: ID!) {
    node(id: $id) {
      __typename
      id
      ... on ThrottleRequest {
        ...RequestRow
        account { id sid throttleLimits { api { code } limit validUntil limitAfterwards } }
      }
    }
  }
`,
  [RequestRow],
);

export const RequestLimitMutation = graphql(
  `
  mutation RequestLimit($input: RequestThrottleLimitInput!) {
    requestThrottleLimit(input: $input) {
      throttleRequest { id ...RequestRow }
      errors { code message path }
    }
  }
`,
  [RequestRow],
);

export const WithdrawRequestMutation = graphql(
  `
  mutation WithdrawRequest($input: ThrottleRequestActionInput!) {
    withdrawThrottleRequest(input: $input) {
      throttleRequest { id ...RequestRow }
      errors { code message path }
    }
  }
`,
  [RequestRow],
);
