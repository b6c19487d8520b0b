import { EventRow } from "../audit/audit.graphql.js";
import { graphql } from "../graphql.js";
import { LimitRow, RequestRow } from "../throttle/throttle.graphql.js";

export const QueueQuery = graphql(
  `
  query Queue($status: [ThrottleRequestStatus!], $first: Int!, $after: String) {
    throttleRequests(status: $status, first: $first, after: $after) {
      nodes { id ...RequestRow }
      pageInfo { hasNextPage endCursor }
      totalCount
    }
  }
`,
  [RequestRow],
);

export const ApproveMutation = graphql(
  `
  mutation ApproveRequest($input: ApproveThrottleRequestInput!) {
    approveThrottleRequest(input: $input) {
      throttleRequest { id ...RequestRow }
      effect { gateways confirmed }
      errors { code message path }
    }
  }
`,
  [RequestRow],
);

export const DeclineMutation = graphql(
  `
  mutation DeclineRequest($input: DeclineThrottleRequestInput!) {
    declineThrottleRequest(input: $input) {
      throttleRequest { id ...RequestRow }
      errors { code message path }
    }
  }
`,
  [RequestRow],
);

export const AccountsQuery = graphql(`
  query Accounts($search: String, $suspended: Boolean, $first: Int!, $after: String) {
    accounts(search: $search, suspended: $suspended, first: $first, after: $after) {
      nodes { id sid name suspended }
      pageInfo { hasNextPage endCursor }
      totalCount
    }
  }
`);

export const CreateAccountMutation = graphql(`
  mutation CreateAccount($input: CreateAccountInput!) {
    createAccount(input: $input) {
      account { id sid name }
      effect { gateways confirmed }
      errors { code message path }
    }
  }
`);

export const OperationsAccountQuery = graphql(
  `
  query OperationsAccount($sid: String!) {
    account(sid: $sid) {
      id sid name suspended viewerRole
      throttleLimits { ...LimitRow }
    }
  }
`,
  [LimitRow],
);

export const AccountAuditQuery = graphql(
  `
  query AccountAudit($sid: String!, $first: Int!, $after: String) {
    account(sid: $sid) {
      id
      auditEvents(first: $first, after: $after) {
        nodes { id ...EventRow }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
`,
  [EventRow],
);

export const InstallationAuditQuery = graphql(
  `
  query InstallationAudit($first: Int!, $after: String) {
    auditEvents(first: $first, after: $after) {
      nodes { id ...EventRow }
      pageInfo { hasNextPage endCursor }
      totalCount
    }
  }
`,
  [EventRow],
);

export const SetSuspendedMutation = graphql(`
  mutation SetSuspended($input: SetAccountSuspendedInput!) {
    setAccountSuspended(input: $input) {
      account { id suspended }
      effect { gateways confirmed }
      errors { code message path }
    }
  }
`);

export const EndGrantMutation = graphql(`
  mutation EndGrant($input: EndThrottleGrantInput!) {
    endThrottleGrant(input: $input) {
      throttleLimit { api { code } limit validUntil }
      effect { gateways confirmed }
      errors { code message path }
    }
  }
`);

export const DefaultLimitsQuery = graphql(`
  query DefaultLimits {
    apis {
      code name windowSeconds catalogueLimit defaultLimit operatorLimit operatorLimitSetBy { id name email }
      operations { code }
    }
  }
`);

export const SetDefaultLimitMutation = graphql(`
  mutation SetDefaultLimit($input: SetApiDefaultLimitInput!) {
    setApiDefaultLimit(input: $input) {
      api { code defaultLimit operatorLimit operatorLimitSetBy { id name email } }
      effect { gateways confirmed }
      errors { code message path }
    }
  }
`);

export const GatewaysQuery = graphql(`
  query Gateways {
    gateways { id revision lagMilliseconds lastSeenAt leaseSeconds }
  }
`);

export const RuleQuery = graphql(`
  query AutoApproval { autoApprovalRule { enabled upToTimesDefault peakShare version setBy { id name email } } }
`);

export const SetRuleMutation = graphql(`
  mutation SetAutoApproval($input: SetAutoApprovalRuleInput!) {
    setAutoApprovalRule(input: $input) {
      autoApprovalRule { enabled upToTimesDefault peakShare version setBy { id name email } }
      errors { code message path }
    }
  }
`);
