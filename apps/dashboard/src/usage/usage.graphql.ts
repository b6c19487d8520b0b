import { graphql } from "../graphql.js";

export const UsageQuery = graphql(`
  query KeyUsage($sid: String!, $id: ID!) {
    account(sid: $sid) {
      id
      apiKey(id: $id) {
        id
        day: usage(days: 1) { allowed denied points { at allowed denied } }
        week: usage(days: 7) { allowed denied points { at allowed denied } }
        month: usage(days: 30) { allowed denied points { at allowed denied } byApi { api allowed denied } }
      }
    }
  }
`);

export const AccountUsageQuery = graphql(`
  query AccountUsage($sid: String!, $from: DateTime!, $to: DateTime) {
    account(sid: $sid) {
      id
      usage(from: $from, to: $to) { allowed denied byApi { api allowed denied } }
    }
  }
`);

export const DenialRow = graphql(`
  fragment DenialRow on Denial { id requestId at reason method path address operation }
`);

/** The denied call that was given a request id, whichever key it was made with. */
export const DeniedCallQuery = graphql(
  `
  query DeniedCall($sid: String!, $requestId: String!) {
    account(sid: $sid) {
      id
      deniedCall(requestId: $requestId) { apiKey { id name } denial { id ...DenialRow } }
    }
  }
`,
  [DenialRow],
);

export const DenialsQuery = graphql(
  `
  query Denials($sid: String!, $id: ID!) {
    account(sid: $sid) {
      id
      apiKey(id: $id) { id recentDenials(first: 20) { id ...DenialRow } }
    }
  }
`,
  [DenialRow],
);
