import { graphql } from "../graphql.js";

export const ApisQuery = graphql(`
  query Apis {
    apis { code name operations { code method path summary } }
  }
`);
