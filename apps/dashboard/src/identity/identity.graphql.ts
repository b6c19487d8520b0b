import { graphql } from "../graphql.js";

export const ViewerQuery = graphql(`
  query Viewer {
    viewer {
      user { id name email }
      isOperator
      hasSecondFactor
      lacksSecondFactor
      accounts { id sid name viewerRole }
    }
    installation { gatewayUrl supportEmail }
  }
`);
