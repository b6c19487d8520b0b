import { graphql } from "../graphql.js";
import { DenialRow } from "../usage/usage.graphql.js";

/** Whether an account has ever made a request. */
export const FirstUseQuery = graphql(`
  query FirstUse($sid: String!) { account(sid: $sid) { id hasRequests } }
`);

/** The account's newest keys: to try one, and to find the one that was used. */
export const KeysAtHandQuery = graphql(`
  query KeysAtHand($sid: String!) {
    account(sid: $sid) {
      id
      apiKeys(first: 25) { nodes { id name key status accessScope permissions lastUsedAt } }
    }
  }
`);

/** What became of the calls with a key. */
export const FirstCallsQuery = graphql(
  `
  query FirstCalls($sid: String!, $id: ID!) {
    account(sid: $sid) {
      id
      apiKey(id: $id) {
        id name lastUsedAt lastUsedAddress
        quarter: usage(days: 90) { allowed }
        recentDenials(first: 1) { id ...DenialRow }
      }
    }
  }
`,
  [DenialRow],
);
