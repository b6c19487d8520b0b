import { type ASTVisitor, GraphQLError, type ValidationContext } from "graphql";

/** Refuses an operation of a kind that the schema has none of, as a subscription, which graphql-js notices when it carries it out. */
export function knownOperationsRule(context: ValidationContext): ASTVisitor {
  return {
    OperationDefinition({ operation }) {
      if (!context.getSchema().getRootType(operation))
        context.reportError(new GraphQLError(`The schema has no ${operation}.`));
    },
  };
}
