import { graphql } from "../graphql.js";

export const Impact = graphql(`
  fragment Impact on AccessChangeImpact {
    calls denied deniedUnknown
    byApi { api denied }
    byAddress { address calls }
  }
`);

export const PreviewAccessChangeQuery = graphql(
  `
  query PreviewAccessChange($input: PreviewAccessChangeInput!) {
    previewAccessChange(input: $input) { ...Impact }
  }
`,
  [Impact],
);
