import { seriesPeriod } from "../throttle/series-period.js";
import { lastDays } from "../usage/period.js";

/** Whole numbers among a field's arguments, and how long its lists are, by their names. */
export type Numbers = Readonly<Record<string, number>>;

/** The highest that a whole number may be which a field is given under this name; the least is 1. */
const MOST: Numbers = { first: 100, days: 90, hours: 720, idleDays: 3_650 };
/** Of fields that take more than others do. */
const MOST_OF: Readonly<Record<string, Numbers>> = {
  "Account.callsByKey": { hours: 24 },
  "Token.callers": { hours: 90 * 24 },
  "Token.uses": { hours: 90 * 24 },
};

/** The highest that an argument of a field may be. @param field with its type: "Token.uses" */
export const mostOf = (field: string, name: string): number | undefined =>
  MOST_OF[field]?.[name] ?? MOST[name];

/** Of Apis in a catalogue. */
const APIS = 20;

/**
 * How many entries a list of the schema has: where nothing bounds it exactly, more than an installation commonly has. Pages and
 * lists with a `first` of their own have that many.
 * @param own the list's arguments
 * @param outer the arguments of the field around it
 */
export const LIST_SIZES: Readonly<Record<string, number | ((own: Numbers, outer: Numbers) => number)>> = {
  "AccessChangeImpact.byAddress": 100,
  "AccessChangeImpact.byApi": 20,
  "Account.callsByKey": 100,
  "Account.invitations": 10,
  "Account.members": 25,
  "Account.retiredThrottleLimits": 5,
  "Account.throttleLimits": ({ apis = APIS }) => Math.min(apis, APIS),
  "AccountUsage.byApi": 20,
  "AccountUsage.byOperation": 50,
  "Api.operations": 20,
  // 1,000 at most: few keys have that many, and a page of 100 keys can be asked for with their lists.
  "ApiKey.allowlist": 100,
  "ApiKey.labels": 20,
  "ApiKey.permissions": 20,
  "ApiKey.tokens": 2,
  "KeyUsage.byAddress": 100,
  "KeyUsage.byApi": 20,
  "KeyUsage.points": (_, { days = 90 }) => lastDays(days, 0).points,
  "NotificationsPayload.notifications": 4,
  "Query.apis": 20,
  "Query.gateways": 20,
  "Query.myNotifications": 4,
  "SessionsPayload.sessions": 100,
  "SimulatedDecision.steps": 5,
  "ThrottleLimit.series": ({ hours = 720 }) => seriesPeriod(hours, 0).points,
  "Token.callers": 100,
  "UserError.path": 5,
  "Viewer.accounts": 10,
  "Viewer.sessions": 100,
  // The schema about itself: on the average.
  "__Schema.types": 100,
  "__Schema.directives": 10,
  "__Directive.args": 2,
  "__Directive.locations": 5,
  "__Field.args": 1,
  "__Type.enumValues": 1,
  "__Type.fields": 5,
  "__Type.inputFields": 2,
  "__Type.interfaces": 1,
  "__Type.possibleTypes": 1,
};

/** Of lists that are not named above: all payloads have one. */
export const USER_ERRORS = 10;

/**
 * As how many objects a field counts that asks the database anew for each object on which it is selected. Other fields ask once for all of
 * these objects.
 */
export const QUESTION = 200;

/** Objects as which a field counts beside those that it gives; each page counts as a question. */
export const EFFORTS: Readonly<Record<string, number>> = {
  "Account.apiKey": QUESTION,
  "Account.callsByKey": QUESTION,
  "Account.deniedCall": QUESTION,
  "Account.retiredThrottleLimits": 3 * QUESTION,
  "Account.throttleLimits": QUESTION,
  // Reads the rules of a key and its account's limits.
  "Query.simulateAccess": 5 * QUESTION,
  "ThrottleLimit.limitAfterwards": QUESTION,
  "Viewer.sessions": QUESTION,
  // Sums of many minutes, asked for together by objects with the same arguments.
  "Account.usage": 20,
  "ApiKey.usage": 10,
  "ThrottleLimit.peak": 5,
  "ThrottleLimit.throttled": 5,
  "Token.callers": 5,
  "Token.uses": 5,
};

const LONGEST = 90;
const inDays = ({ days = LONGEST }: Numbers) => days;

/** Over how many days a field adds up what gateways wrote each minute: a key that is always used has 1,440 rows for each, or more. */
export const SUMMED_DAYS: Readonly<Record<string, (own: Numbers) => number>> = {
  "Account.callsByKey": ({ hours = 24 }) => hours / 24,
  // Its span is told by two moments.
  "Account.usage": () => LONGEST,
  "ApiKey.usage": inDays,
  // Its days stand inside its input.
  "Query.previewAccessChange": () => LONGEST,
  "ThrottleLimit.peak": inDays,
  "ThrottleLimit.series": ({ hours = 720 }) => hours / 24,
  "ThrottleLimit.throttled": inDays,
  "Token.callers": ({ hours = 24 }) => hours / 24,
  "Token.uses": ({ hours = 24 * LONGEST }) => hours / 24,
};
