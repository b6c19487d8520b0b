import { graphql } from "../graphql.js";
import { KeyHead } from "../keys/key.graphql.js";

export const ApisQuery = graphql(`
  query Apis {
    apis { code name operations { code method path summary } }
  }
`);

export const CallsByApiQuery = graphql(`
  query CallsByApi($sid: String!, $id: ID!) {
    account(sid: $sid) {
      id
      apiKey(id: $id) { id week: usage(days: 7) { byApi { api allowed } } }
    }
  }
`);

export const SetPermissionsMutation = graphql(
  `
  mutation SetPermissions($input: SetPermissionsInput!) {
    setPermissions(input: $input) {
      apiKey { id version accessScope permissions ...KeyHead }
      effect { gateways confirmed }
      errors { code message path }
    }
  }
`,
  [KeyHead],
);
