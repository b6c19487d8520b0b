import { graphql } from "../graphql.js";

/** What every tab of a key's page needs. */
export const KeyHead = graphql(`
  fragment KeyHead on ApiKey {
    id key name note environment labels status isDefault version
    createdAt createdBy { id name email } holder { id name email } expiresAt
    accessScope permissions addressScope allowlist { cidr note }
    lastUsedAt lastUsedAddress lastUsedOperation
    tokens { id hint status createdAt retiresAt }
  }
`);

export const KeyQuery = graphql(
  `
  query Key($sid: String!, $id: ID!) {
    account(sid: $sid) {
      id suspended
      apiKey(id: $id) { id ...KeyHead }
    }
  }
`,
  [KeyHead],
);

/** Of which account a key is, that the open one lacks. */
export const KeyAccountQuery = graphql(`
  query KeyAccount($id: ID!) {
    node(id: $id) { __typename id ... on ApiKey { account { id sid } } }
  }
`);

export const UpdateKeyMutation = graphql(
  `
  mutation UpdateKey($input: UpdateApiKeyInput!) {
    updateApiKey(input: $input) {
      apiKey { id version name note environment labels holder { id name } expiresAt ...KeyHead }
      effect { gateways confirmed }
      errors { code message path }
    }
  }
`,
  [KeyHead],
);

export const EnableKeyMutation = graphql(
  `
  mutation EnableKey($input: ApiKeyActionInput!) {
    enableApiKey(input: $input) {
      apiKey { id ...KeyHead }
      effect { gateways confirmed }
      errors { code message path }
    }
  }
`,
  [KeyHead],
);

export const DisableKeyMutation = graphql(
  `
  mutation DisableKey($input: ApiKeyActionInput!) {
    disableApiKey(input: $input) {
      apiKey { id ...KeyHead }
      effect { gateways confirmed }
      errors { code message path }
    }
  }
`,
  [KeyHead],
);

export const DeleteKeyMutation = graphql(`
  mutation DeleteKey($input: ApiKeyActionInput!) {
    deleteApiKey(input: $input) {
      deletedId
      effect { gateways confirmed }
      errors { code message path }
    }
  }
`);

export const LastDayQuery = graphql(`
  query LastDay($sid: String!, $id: ID!) {
    account(sid: $sid) {
      id
      apiKey(id: $id) {
        id lastUsedAt lastUsedAddress lastUsedOperation day: usage(days: 1) { allowed denied }
      }
    }
  }
`);

export const LastChangeQuery = graphql(`
  query LastChange($sid: String!, $id: ID!) {
    account(sid: $sid) {
      id
      auditEvents(subjectId: $id, topics: [KEYS], first: 1) {
        nodes { id at action actorApiKey actorUser { id name email } summary }
      }
    }
  }
`);
