import { graphql } from "../graphql.js";
import { DenialRow } from "../usage/usage.graphql.js";

/** By their names limits are found, without asking for each letter. */
export const ApiNamesQuery = graphql(`
  query ApiNames {
    apis { code name }
  }
`);

/** Keys by what is typed, and the denied call whose request id that is. */
export const FindKeysQuery = graphql(
  `
  query FindKeys($sid: String!, $first: Int!, $search: String!) {
    account(sid: $sid) {
      id
      apiKeys(first: $first, search: $search) {
        nodes { id key name status }
        totalCount
      }
      deniedCall(requestId: $search) { apiKey { id name } denial { id ...DenialRow } }
    }
  }
`,
  [DenialRow],
);
