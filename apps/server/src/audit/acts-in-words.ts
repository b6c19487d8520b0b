/** What each mutation does, as the dashboard calls it: how a sentence begins. */
export const ACTS_IN_WORDS: Readonly<Record<string, string>> = {
  approveThrottleRequest: "Approving a request for a limit",
  createAccount: "Creating an account",
  createApiKey: "Creating a key",
  declineThrottleRequest: "Declining a request for a limit",
  deleteApiKey: "Deleting a key",
  deleteRetiringToken: "Deleting the old token of a key",
  disableApiKey: "Disabling a key",
  enableApiKey: "Enabling a key",
  endMySessions: "Ending sessions of one's own",
  endThrottleGrant: "Ending a granted limit",
  inviteMember: "Inviting a member",
  regenerateToken: "Regenerating the token of a key",
  removeMember: "Removing a member",
  renameAccount: "Renaming the account",
  requestThrottleLimit: "Requesting a limit",
  setAccountSuspended: "Suspending the account, or ending its suspension,",
  setAllowlist: "Changing the network of a key",
  setApiDefaultLimit: "Changing the default limit of an API",
  setAutoApprovalRule: "Changing the rule for requests",
  setMemberRole: "Changing the role of a member",
  setMyName: "Changing one's own name",
  setMyNotifications: "Changing one's own notifications",
  setPermissions: "Changing the permissions of a key",
  updateApiKey: "Changing the details of a key",
  withdrawInvitation: "Withdrawing an invitation",
  withdrawThrottleRequest: "Withdrawing a request for a limit",
};

const CODES_IN_WORDS: Readonly<Record<string, string>> = {
  FORBIDDEN: "not allowed",
  NOT_FOUND: "not found",
  NOT_GRANTABLE: "a permission that only an owner or admin may grant",
};

/** "Deleting a key was refused: not allowed." @param mutation another word where it is not known which */
export function refusalInWords(mutation: string, code: string): string {
  return `${ACTS_IN_WORDS[mutation] ?? "A change"} was refused: ${CODES_IN_WORDS[code] ?? code}.`;
}
