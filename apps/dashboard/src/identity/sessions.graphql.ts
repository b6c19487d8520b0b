import { graphql } from "../graphql.js";

export const MySessionsQuery = graphql(`
  query MySessions {
    viewer { sessions { id device address createdAt lastUsedAt isCurrent } }
  }
`);

export const EndMySessionsMutation = graphql(`
  mutation EndMySessions($input: EndMySessionsInput!) {
    endMySessions(input: $input) { sessions { id } errors { code message path } }
  }
`);
