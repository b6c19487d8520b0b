import { graphql } from "../graphql.js";

/** One row of the list. */
export const KeyRow = graphql(`
  fragment KeyRow on ApiKey {
    id key name note environment labels status isDefault accessScope permissions addressScope
    allowlist { cidr }
    holder { id name email }
    tokens { id status retiresAt lastUsedAt }
    expiresAt lastUsedAt lastUsedAddress lastUsedOperation
    usage(days: 1) { allowed denied points { at allowed denied } }
  }
`);

export const KeysQuery = graphql(
  `
  query Keys(
    $sid: String!, $first: Int!, $after: String, $search: String, $status: [ApiKeyStatus!], $access: AccessScope,
    $addresses: AddressScope, $idleDays: Int, $gracePeriodOpen: Boolean, $knownTo: ID,
    $order: ApiKeyOrder
  ) {
    account(sid: $sid) {
      id suspended
      apiKeys(
        first: $first, after: $after, search: $search, status: $status, access: $access,
        addresses: $addresses, idleDays: $idleDays, gracePeriodOpen: $gracePeriodOpen, knownTo: $knownTo,
        order: $order
      ) {
        nodes { id ...KeyRow }
        pageInfo { hasNextPage endCursor }
        totalCount
      }
    }
  }
`,
  [KeyRow],
);

/** The token's text comes back here once; callers use `fetchPolicy: "no-cache"`. */
export const CreateKeyMutation = graphql(`
  mutation CreateKey($input: CreateApiKeyInput!) {
    createApiKey(input: $input) {
      apiKey { id key name accessScope permissions }
      token
      effect { gateways confirmed }
      errors { code message path }
    }
  }
`);
