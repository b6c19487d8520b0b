export { type Address, formatAddress, parseAddress } from "./allowlist/address.js";
export {
  type AddressScope,
  admits,
  type CompiledAllowlist,
  compileAllowlist,
} from "./allowlist/allowlist.js";
export { type Cidr, type CidrRefused, type CidrResult, parseCidr } from "./allowlist/cidr.js";
export { clientAddress, forwardedAddress, isTrusted, parseCaller } from "./allowlist/client-address.js";
export { type AddressRanges, compileRanges, contains, readRanges } from "./allowlist/ranges.js";
export { type Answer, answer, deniedAnswer } from "./answers/answer.js";
export { type AnswerContext, errorBody, type PublicError } from "./answers/body.js";
export { type DecisionJson, decisionJson } from "./answers/decision-json.js";
export {
  denialHeaders,
  type FlatHeaders,
  identityHeaders,
  ownHeaders,
  rateLimitHeaders,
} from "./answers/headers.js";
export { type DenialStatus, PUBLIC_REASONS, publicMessage } from "./answers/reasons.js";
export { Arena, UNIT } from "./arena.js";
export {
  type Catalogue,
  compileCatalogue,
  type Match,
  matchOperation,
  type NoMatch,
} from "./catalogue/catalogue.js";
export { type CatalogueProblem, findProblems } from "./catalogue/conflicts.js";
export type { LostOperation, OperationRule } from "./catalogue/operation.js";
export { parseTemplate, type Template } from "./catalogue/template.js";
export {
  type Admitted,
  admit,
  authorize,
  decide,
  judge,
  judgeAuthenticated,
  type Passed,
  throttle,
  unavailable,
} from "./decide.js";
export * from "./decision.js";
export type { Authenticated } from "./keys/authenticate.js";
export { type RandomBytes, randomBase62, toBase62 } from "./keys/base62.js";
export { type Credentials, parseBasic } from "./keys/basic.js";
export {
  createKey,
  createToken,
  findTokenHint,
  hasKeyForm,
  hasTokenForm,
  tokenHint,
} from "./keys/token.js";
export {
  ACCESS_CONTROL_API,
  ACCESS_CONTROL_OPERATIONS,
  ACCESS_CONTROL_READ,
  ACCESS_CONTROL_WRITE,
  isAccessControl,
} from "./permissions/access-control.js";
export {
  checkPermissions,
  holdsAccessControl,
  normaliseCodes,
  type PermissionsResult,
} from "./permissions/codes.js";
export {
  type AccessScope,
  type CompiledPermissions,
  compilePermissions,
  grants,
} from "./permissions/permissions.js";
export type * from "./rules.js";
export { Span } from "./span.js";
export { AdmissionLog, createLogRoom } from "./throttle/admission-log.js";
export { WindowCounter } from "./throttle/window.js";
