import { graphql } from "../graphql.js";

export const EventRow = graphql(`
  fragment EventRow on AuditEvent {
    id at action summary subjectId address actorApiKey actorUser { id name email }
  }
`);

export const ActivityQuery = graphql(
  `
  query Activity(
    $sid: String!, $topics: [AuditTopic!], $actorId: ID, $subjectId: ID, $first: Int!, $after: String
  ) {
    account(sid: $sid) {
      id
      auditEvents(
        topics: $topics, actorId: $actorId, subjectId: $subjectId, first: $first, after: $after
      ) {
        nodes { id ...EventRow }
        pageInfo { hasNextPage endCursor }
        totalCount
      }
    }
  }
`,
  [EventRow],
);
