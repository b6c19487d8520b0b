import { graphql } from "../graphql.js";
import { KeyHead } from "./key.graphql.js";

/** What is known about the use of both tokens. */
export const TokenEvidence = graphql(`
  fragment TokenEvidence on Token {
    id hint status createdAt retiresAt lastUsedAt lastUsedAddress lastUsedOperation
    lastHour: uses(hours: 1)
    lastDay: uses(hours: 24)
    ever: uses
    callers(hours: 24) { address calls lastSeenAt }
  }
`);

export const RotationQuery = graphql(
  `
  query Rotation($sid: String!, $id: ID!) {
    account(sid: $sid) {
      id
      apiKey(id: $id) { id version tokens { id ...TokenEvidence } }
    }
  }
`,
  [TokenEvidence],
);

/** The token's text comes back here once; callers use "no-cache". */
export const RegenerateMutation = graphql(`
  mutation Regenerate($input: RegenerateTokenInput!) {
    regenerateToken(input: $input) {
      apiKey { id }
      token
      effect { gateways confirmed }
      errors { code message path }
    }
  }
`);

export const DeleteOldTokenMutation = graphql(
  `
  mutation DeleteOldToken($input: ApiKeyActionInput!) {
    deleteRetiringToken(input: $input) {
      apiKey { id ...KeyHead }
      effect { gateways confirmed }
      errors { code message path }
    }
  }
`,
  [KeyHead],
);
