import type { ApolloServerPlugin } from "@apollo/server";
import {
  ACCESS_CONTROL_READ,
  ACCESS_CONTROL_WRITE,
  type Decision,
  denialHeaders,
  PUBLIC_REASONS,
  rateLimitHeaders,
} from "@latchkey/enforcement";
import { Kind, type OperationDefinitionNode, OperationTypeNode } from "graphql";
import { auditRefusal } from "../audit/refused-act.js";
import type { Context } from "./context.js";
import { denialBody, denialError } from "./denial.js";

/**
 * A key that asks needs `access-control.read` for queries and `access-control.write` for mutations, and spends one of the built-in Api's
 * limit. What is wrong with a document that can't run is told only to a key that has one of the two, and spends as well.
 */
export const withinPermissions: ApolloServerPlugin<Context> = {
  async requestDidStart({ contextValue: context }) {
    const { automation, installation, requestId } = context;
    if (automation === null) return;
    const { supportEmail } = installation;
    let deciding: Promise<Decision> | undefined;
    return {
      async didResolveOperation({ operation }) {
        const mutation = operation?.operation === OperationTypeNode.MUTATION ? operation : null;
        deciding = automation.decide([mutation ? ACCESS_CONTROL_WRITE : ACCESS_CONTROL_READ]);
        const decision = await deciding;
        if (decision.allowed) return;
        if (mutation && decision.reason === "PERMISSION_DENIED")
          await auditRefusal(context, automation.caller.accountId, refusalOf(mutation));
        throw denialError(decision, supportEmail);
      },
      async willSendResponse({ response }) {
        deciding ??= automation.decide([ACCESS_CONTROL_READ, ACCESS_CONTROL_WRITE]);
        const decision = await deciding;
        const { http } = response;
        // Also where the document was found wrong first.
        if (!decision.allowed) {
          response.body = { kind: "single", singleResult: denialBody(decision, supportEmail, requestId) };
          http.status = PUBLIC_REASONS[decision.reason].status;
        }
        const headers = decision.allowed ? rateLimitHeaders(decision.rateLimit) : denialHeaders(decision);
        for (let at = 0; at < headers.length; at += 2)
          http.headers.set(String(headers[at]).toLowerCase(), String(headers[at + 1]));
      },
    };
  },
};

/** The first mutation of a document stands for what was refused; one in a fragment goes by no name. */
function refusalOf({ selectionSet }: OperationDefinitionNode) {
  const field = selectionSet.selections.find(({ kind }) => kind === Kind.FIELD);
  const mutation = field?.kind === Kind.FIELD ? field.name.value : "mutation";
  return { mutation, subjectId: null, code: "FORBIDDEN" };
}
