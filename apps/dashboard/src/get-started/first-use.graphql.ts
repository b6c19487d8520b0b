import { graphql } from "../graphql.js";

/** Whether any key of an account was ever used. */
export const FirstUseQuery = graphql(`
  query FirstUse($sid: String!) {
    account(sid: $sid) {
      id
      apiKeys(first: 100) {
        nodes { id name key status accessScope permissions lastUsedAt lastUsedAddress }
        totalCount
      }
    }
  }
`);
