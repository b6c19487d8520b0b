import { graphql } from "../graphql.js";

/** The keys that may ask the management API: the newest hundred, and how many there are. */
export const AutomationKeysQuery = graphql(`
  query AutomationKeys($sid: String!) {
    account(sid: $sid) {
      id
      apiKeys(first: 100, automation: true) {
        nodes { id name environment status isDefault permissions expiresAt tokens { id status } lastUsedAt }
        totalCount
      }
    }
  }
`);
