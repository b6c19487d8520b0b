import { graphql } from "../graphql.js";

export const RenameAccountMutation = graphql(`
  mutation RenameAccount($input: RenameAccountInput!) {
    renameAccount(input: $input) { account { id name } errors { code message path } }
  }
`);
