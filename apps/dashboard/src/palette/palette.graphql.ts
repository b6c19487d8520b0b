import { graphql } from "../graphql.js";

export const FindKeysQuery = graphql(`
  query FindKeys($sid: String!, $first: Int!, $search: String!) {
    account(sid: $sid) {
      id
      apiKeys(first: $first, search: $search) {
        nodes { id key name status }
        totalCount
      }
    }
  }
`);
