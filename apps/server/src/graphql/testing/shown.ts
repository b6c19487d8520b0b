import { expect } from "vitest";

// biome-ignore lint/suspicious/noExplicitAny: inputs of all mutations, which the schema has judged
type Input = any;

/** What of a list stands as one entry, when it was sent so. */
const listOf = <T>(given: T | T[] | null | undefined): T[] => (given == null ? [] : ([given].flat() as T[]));
const once = (texts: string[]) => [...new Set(texts)];
const given = (fields: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
const moment = (text: string | null) => text && new Date(text.toUpperCase()).toISOString();

/** Networks in canonical form, of those that are sent otherwise. */
const CANONICAL: Record<string, string> = { "203.0.113.7": "203.0.113.7/32" };

const permissions = ({ scope, codes }: Input) => ({
  accessScope: scope,
  permissions: once(listOf(codes)).sort(),
});
const allowlist = ({ scope, entries }: Input) => ({
  addressScope: scope,
  allowlist: listOf<Input>(entries).map(({ cidr, note }) => ({
    cidr: CANONICAL[cidr] ?? cidr,
    note: note || null,
  })),
});

const words = ({ name, note, labels, environment, expiresAt, holderId }: Input) =>
  given({
    ...{ name: name ?? undefined, note: note === undefined ? note : note || null },
    labels: labels === undefined ? labels : once(listOf(labels)),
    environment: environment === null ? "PRODUCTION" : environment,
    expiresAt: expiresAt === undefined ? expiresAt : moment(expiresAt),
    holder: holderId === undefined ? holderId : holderId && { id: holderId },
  });

const apiKey = (shown: object) => ({ apiKey: shown });
const throttleRequest = (shown: object) => ({ throttleRequest: given(shown as Record<string, unknown>) });

/** What of an input that was taken must be in the mutation's payload: as it was typed, or as the API says that it is kept. */
export const SHOWN: Record<string, (input: Input) => object> = {
  createApiKey: ({ permissions: access, allowlist: network, ...input }) =>
    apiKey({
      ...{
        environment: "PRODUCTION",
        note: null,
        labels: [],
        expiresAt: null,
        holder: null,
        ...words(input),
      },
      ...permissions(access ?? { scope: "ALL_APIS" }),
      ...allowlist(network ?? { scope: "ANY_ADDRESS" }),
    }),
  updateApiKey: (input) => apiKey(words(input)),
  setPermissions: (input) => apiKey(permissions(input.permissions)),
  setAllowlist: (input) => apiKey(allowlist(input.allowlist)),
  enableApiKey: ({ id }) => apiKey({ id }),
  disableApiKey: ({ id }) => apiKey({ id, status: "DISABLED" }),
  deleteApiKey: ({ id }) => ({ deletedId: id }),
  createAccount: ({ sid, name }) => ({
    account: { sid, name: name?.trim() ?? sid.charAt(0).toUpperCase() + sid.slice(1) },
  }),
  renameAccount: ({ name }) => ({ account: { name: name.trim() } }),
  setMyName: ({ name }) => ({ user: { name: name.trim() } }),
  setAccountSuspended: ({ suspended }) => ({ account: { suspended } }),
  inviteMember: ({ email, role }) => ({ invitation: { email: email.trim().toLowerCase(), role } }),
  setMemberRole: ({ role }) => ({ member: { role } }),
  requestThrottleLimit: ({ api, limit, reason, validUntil }) =>
    throttleRequest({
      api: { code: api },
      requestedLimit: limit,
      reason,
      requestedUntil: moment(validUntil ?? null),
    }),
  approveThrottleRequest: ({ grantedLimit, validUntil, note }) =>
    throttleRequest({
      ...{ status: "APPROVED", grantedLimit: grantedLimit ?? undefined, decisionNote: note || null },
      validUntil: validUntil === undefined ? validUntil : moment(validUntil),
    }),
  declineThrottleRequest: ({ note }) => throttleRequest({ status: "DECLINED", decisionNote: note }),
  setApiDefaultLimit: ({ limit }) => ({ api: given({ operatorLimit: limit }) }),
  setAutoApprovalRule: ({ enabled, upToTimesDefault, peakShare }) => ({
    autoApprovalRule: { enabled, upToTimesDefault, peakShare: peakShare + 0 },
  }),
  setMyNotifications: ({ settings }) => ({
    notifications: expect.arrayContaining(listOf<Input>(settings).map((one) => expect.objectContaining(one))),
  }),
};
