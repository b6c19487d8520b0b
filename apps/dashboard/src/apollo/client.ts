import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from "@apollo/client";
import { fetchAndSetClock } from "../ui/clock.js";
import { answerInTime } from "./answer-in-time.js";
import { skipPollAttempt } from "./ask-on-return.js";
import { freshLink } from "./fresh-link.js";
import { limitsPolicy } from "./limits-policy.js";
import { requestIdLink } from "./request-id-link.js";
import { rightsLink } from "./rights-link.js";
import { sessionLink } from "./session-link.js";

export const client = new ApolloClient({
  link: ApolloLink.from([
    rightsLink,
    sessionLink,
    freshLink(),
    answerInTime(),
    requestIdLink,
    new HttpLink({ uri: "/graphql", fetch: fetchAndSetClock }),
  ]),
  cache: new InMemoryCache({
    typePolicies: {
      Query: {
        fields: { apis: { merge: false }, gateways: { merge: false }, myNotifications: { merge: false } },
      },
      Viewer: { keyFields: [] },
      Installation: { keyFields: [] },
      Api: { keyFields: ["code"] },
      Operation: { keyFields: ["code"] },
      Account: {
        fields: {
          throttleLimits: limitsPolicy,
          retiredThrottleLimits: limitsPolicy,
          throttleRequests: { merge: false },
        },
      },
      ThrottleLimit: { fields: { series: { merge: false } } },
      AutoApprovalRule: { keyFields: [] },
      ApiKey: {
        fields: { tokens: { merge: false }, allowlist: { merge: false }, recentDenials: { merge: false } },
      },
    },
  }),
  // What a page shows again it shows at once, and asks for anew. What seldom changes says that the cache will do.
  defaultOptions: { watchQuery: { fetchPolicy: "cache-and-network", skipPollAttempt } },
  devtools: { enabled: false },
});
