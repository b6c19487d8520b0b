/** Types of inputs that are not named after their mutation. */
const INPUTS = new Map([
  ...["enableApiKey", "disableApiKey", "deleteApiKey", "deleteRetiringToken"].map(
    (mutation) => [mutation, "ApiKeyActionInput!"] as const,
  ),
  ["withdrawThrottleRequest", "ThrottleRequestActionInput!"],
]);

const KEY_PAYLOAD =
  "apiKey { id key name version status tokens { id hint status retiresAt } } errors { code message path }";
const REQUEST_PAYLOAD =
  "throttleRequest { id status version currentLimit requestedLimit grantedLimit validUntil decisionNote } errors { code message path }";

const PAYLOADS = new Map<string, string>([
  ["deleteApiKey", "deletedId errors { code message path }"],
  ["setMemberRole", "member { id role } errors { code message path }"],
  ["removeMember", "deletedId errors { code message path }"],
  ["inviteMember", "invitation { id email role } errors { code message path }"],
  ["withdrawInvitation", "deletedId errors { code message path }"],
  ["endMySessions", "sessions { id } errors { code message path }"],
  ["setMyName", "user { id name } errors { code message path }"],
  ["createAccount", "account { sid name } errors { code message path }"],
  ["renameAccount", "account { sid name } errors { code message path }"],
  ["setAccountSuspended", "account { sid suspended } errors { code message path }"],
  ["endThrottleGrant", "throttleLimit { limit defaultLimit validUntil } errors { code message path }"],
  ["setMyNotifications", "notifications { kind wanted } errors { code message path }"],
  ["setApiDefaultLimit", "api { code defaultLimit } errors { code message path }"],
  [
    "setAutoApprovalRule",
    "autoApprovalRule { enabled upToTimesDefault peakShare } errors { code message path }",
  ],
  ...[
    "requestThrottleLimit",
    "withdrawThrottleRequest",
    "approveThrottleRequest",
    "declineThrottleRequest",
  ].map((mutation) => [mutation, REQUEST_PAYLOAD] as const),
]);

/** A mutation of one `input`. `selection`: what is read of its payload; left out, what tests mostly look at. */
export function mutationText(mutation: string, selection = PAYLOADS.get(mutation) ?? KEY_PAYLOAD): string {
  const type = INPUTS.get(mutation) ?? `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!`;
  return `mutation ($input: ${type}) { ${mutation}(input: $input) { ${selection} } }`;
}
