import { graphql } from "../graphql.js";

export const EventRow = graphql(`
  fragment EventRow on AuditEvent {
    id at action summary subjectId address actorApiKey actorUser { id name email }
  }
`);

/** What a key is called that the activity is narrowed to; null: it is gone. */
export const ActivityKeyQuery = graphql(`
  query ActivityKey($sid: String!, $id: ID!) {
    account(sid: $sid) { id apiKey(id: $id) { id name } }
  }
`);

export const ActivityQuery = graphql(
  `
  query Activity(
    $sid: String!, $topics: [AuditTopic!], $actorId: ID, $subjectId: ID, $since: DateTime, $until: DateTime,
    $first: Int!, $after: String
  ) {
    account(sid: $sid) {
      id
      auditEvents(
        topics: $topics, actorId: $actorId, subjectId: $subjectId, since: $since, until: $until,
        first: $first, after: $after
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
