import { graphql } from "../graphql.js";

/** What every tab of a key's page needs. */
export const KeyHead = graphql(`
  fragment KeyHead on ApiKey {
    id key name note environment labels status isDefault version
    createdAt createdBy { id name } holder { id name } expiresAt
    accessScope permissions addressScope allowlist { cidr note }
    lastUsedAt lastUsedAddress
    tokens { id hint status createdAt retiresAt }
  }
`);

export const KeyQuery = graphql(
  `
  query Key($sid: String!, $id: ID!) {
    account(sid: $sid) {
      id
      apiKey(id: $id) { id ...KeyHead }
    }
  }
`,
  [KeyHead],
);
