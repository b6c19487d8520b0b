import { ApolloServer, type ApolloServerPlugin } from "@apollo/server";
import { ApolloServerPluginLandingPageDisabled } from "@apollo/server/plugin/disabled";
import { withinPermissions } from "./automation.plugin.js";
import type { Context } from "./context.js";
import { costOf } from "./cost.js";
import { badInput, unauthenticated } from "./errors.js";
import { formatError, isUnexpected } from "./format-error.js";
import { knownOperationsRule } from "./known-operations.rule.js";
import { exceeds, LIMITS, limitsRule } from "./limits.rule.js";
import { literalPlacesRule } from "./literal-places.rule.js";
import { buildApiSchema } from "./schema.js";

/** Told of every error that nobody foresaw; the caller gets the request id only. */
type Report = (error: Error, requestId: string) => void;

/**
 * The management API, without its transport: call `start()`, then give it requests with their context.
 * Nothing runs for a caller who has not signed in and is no key, and they learn nothing of the schema.
 */
export function createGraphqlServer(report: Report): ApolloServer<Context> {
  return new ApolloServer<Context>({
    schema: buildApiSchema(),
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      signedInOnly,
      withinPermissions,
      withinCost,
      withRequestId,
      withoutDatabase,
      reporting(report),
    ],
    introspection: true,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    includeStacktraceInErrorResponses: false,
    stopOnTerminationSignals: false,
    // Each error would look for its place among all lines of the document: a million empty ones take seconds.
    parseOptions: { maxTokens: LIMITS.tokens, noLocation: true },
    validationRules: [knownOperationsRule, limitsRule, literalPlacesRule],
    formatError,
  });
}

function isNobody({ user, automation }: Context): boolean {
  return user === null && automation === null;
}

const signedInOnly: ApolloServerPlugin<Context> = {
  async requestDidStart({ contextValue }) {
    if (!isNobody(contextValue)) return;
    return {
      async didResolveOperation() {
        throw unauthenticated();
      },
      // A document that did not get so far: its errors would tell of the schema.
      async willSendResponse({ response }) {
        const { message, code } = unauthenticated();
        const errors = [{ message, extensions: { code } }];
        response.body = { kind: "single", singleResult: { errors } };
        response.http.status = 401;
      },
    };
  },
};

/** Refuses what would produce too much before anything of it runs: how much that is hangs on the variables, too. */
const withinCost: ApolloServerPlugin<Context> = {
  async requestDidStart({ contextValue }) {
    if (isNobody(contextValue)) return;
    return {
      async didResolveOperation({ schema, document, operation, request }) {
        // Which operation is meant is not clear: Apollo refuses that.
        if (!operation) return;
        const cost = costOf({ schema, document, operation, variables: request.variables ?? {} });
        for (const name of ["objects", "values", "days"] as const)
          if (cost[name] > LIMITS[name]) throw badInput(exceeds(name));
      },
    };
  },
};

const withRequestId: ApolloServerPlugin<Context> = {
  async requestDidStart({ contextValue: { requestId } }) {
    return {
      async willSendResponse({ response: { body } }) {
        if (body.kind !== "single" || body.singleResult.errors === undefined) return;
        const { errors } = body.singleResult;
        body.singleResult.errors = errors.map((error) => ({
          ...error,
          extensions: { ...error.extensions, requestId },
        }));
      },
    };
  },
};

/** What the database could not do for now is said by the status as well. */
const withoutDatabase: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    return {
      async willSendResponse({ response: { body, http } }) {
        if (body.kind !== "single") return;
        const isAway = body.singleResult.errors?.some(({ extensions }) => extensions?.trouble !== undefined);
        if (isAway) http.status = 503;
      },
    };
  },
};

function reporting(report: Report): ApolloServerPlugin<Context> {
  return {
    async requestDidStart({ contextValue: { requestId } }) {
      return {
        async didEncounterErrors({ errors }) {
          for (const error of errors.filter(isUnexpected)) report(error.originalError ?? error, requestId);
        },
      };
    },
  };
}
