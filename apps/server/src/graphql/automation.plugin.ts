import type { ApolloServerPlugin } from "@apollo/server";
import { ACCESS_CONTROL_READ, ACCESS_CONTROL_WRITE } from "@latchkey/enforcement";
import { Kind, type OperationDefinitionNode, OperationTypeNode } from "graphql";
import { auditRefusal } from "../audit/refused-act.js";
import type { Context } from "./context.js";
import { denialError } from "./denial.js";

/** A key that asks needs `access-control.read` for queries and `access-control.write` for mutations, and spends one of the built-in Api's limit. */
export const withinPermissions: ApolloServerPlugin<Context> = {
  async requestDidStart({ contextValue: context }) {
    const { automation, installation } = context;
    if (automation === null) return;
    return {
      async didResolveOperation({ operation }) {
        const mutation = operation?.operation === OperationTypeNode.MUTATION ? operation : null;
        const decision = await automation.decide([mutation ? ACCESS_CONTROL_WRITE : ACCESS_CONTROL_READ]);
        if (decision.allowed) return;
        if (mutation && decision.reason === "PERMISSION_DENIED")
          await auditRefusal(context, automation.caller.accountId, refusalOf(mutation));
        throw denialError(decision, installation.supportEmail);
      },
    };
  },
};

/** The first mutation of a document stands for what was refused; one in a fragment goes by no name. */
function refusalOf({ selectionSet }: OperationDefinitionNode) {
  const names = selectionSet.selections.map((each) => (each.kind === Kind.FIELD ? each.name.value : ""));
  // `__typename` is no act.
  const mutation = names.find((name) => /^[a-z]/.test(name)) ?? "mutation";
  return { mutation, subjectId: null, code: "FORBIDDEN" };
}
