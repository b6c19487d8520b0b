import { graphql } from "../graphql.js";

export const SetMyNameMutation = graphql(`
  mutation SetMyName($input: SetMyNameInput!) {
    setMyName(input: $input) { user { id name } errors { code message path } }
  }
`);
