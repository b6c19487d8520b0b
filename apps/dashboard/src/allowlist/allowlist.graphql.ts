import { graphql } from "../graphql.js";
import { KeyHead } from "../keys/key.graphql.js";

export const ClientAddressQuery = graphql(`
  query ClientAddress {
    viewer { clientAddress }
  }
`);

export const RecentCallersQuery = graphql(`
  query RecentCallers($sid: String!, $id: ID!) {
    account(sid: $sid) {
      id
      apiKey(id: $id) { id month: usage(days: 30) { byAddress { address calls lastSeenAt } } }
    }
  }
`);

export const SetAllowlistMutation = graphql(
  `
  mutation SetAllowlist($input: SetAllowlistInput!) {
    setAllowlist(input: $input) {
      apiKey { id version addressScope allowlist { cidr note } ...KeyHead }
      effect { gateways confirmed }
      errors { code message path }
    }
  }
`,
  [KeyHead],
);
