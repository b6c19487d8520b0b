import { hasKeyForm, hasTokenForm, Span } from "@latchkey/enforcement";
import type { EntityManager } from "typeorm";
import { z } from "zod";
import { Account } from "../accounts/account.entity.js";
import { judgeAllowlist } from "../allowlist/allowlist.check.js";
import { change, INSTALLATION } from "../database/change.js";
import { findLocked } from "../database/lock.js";
import type { Store } from "../database/store.js";
import { accountSid } from "../forms.js";
import { Refusal } from "../graphql/user-error.js";
import { type Imported, importEach, lineFailure, readJsonLines, usable } from "../import-lines.js";
import { judgePermissions } from "../permissions/permission.check.js";
import type { Progress } from "../progress.js";
import { checkWords } from "./api-key.check.js";
import { AccessScope, AddressScope, ApiKey } from "./api-key.entity.js";
import { insertKey, type NewKey, rulesInWords, unrestricted } from "./new-pair.js";
import { storedToken } from "./new-token.js";
import { Token } from "./token.entity.js";

const FORM = "must be 1 to 64 letters, digits, _ or -";
const HASH = /^[0-9a-f]{64}$/i;
/** As much as is shown of a token of ours. */
const HINT = /^[\w-]{1,8}$/;

/** A line: a pair that a customer has already, what it is to be called, and what it may do, if not everything. */
const line = z
  .strictObject({
    account: accountSid,
    name: z.string().check(usable((name) => checkWords({ name }))),
    key: z.string().refine((key) => hasKeyForm(Span.of(key)), FORM),
    token: z
      .string()
      .refine((token) => hasTokenForm(Span.of(token)), `${FORM}, and one of Latchkey's own must be whole`)
      .optional(),
    tokenSha256: z.string().regex(HASH, "must be 64 hexadecimal digits").toLowerCase().optional(),
    tokenHint: z.string().regex(HINT, "must be 1 to 8 letters, digits, _ or -").optional(),
    permissions: z.array(z.string()).optional(),
    allowlist: z.array(z.string()).optional(),
  })
  .transform(({ token, tokenSha256, tokenHint, ...pair }, { addIssue }) => {
    if (token !== undefined && tokenSha256 === undefined && tokenHint === undefined)
      return { ...pair, stored: storedToken(token) };
    if (token === undefined && tokenSha256 !== undefined && tokenHint !== undefined)
      return { ...pair, stored: { hash: tokenSha256, hint: tokenHint } };
    addIssue({
      code: "custom",
      path: ["token"],
      message: "must be there alone, or tokenSha256 and tokenHint in its place",
    });
    return z.NEVER;
  });

type Line = z.infer<typeof line>;

/** A line that can be used, and what it says of the key. */
interface Pair extends Pick<Line, "name" | "key" | "stored"> {
  accountId: string;
  rules: Partial<NewKey>;
}

/**
 * Takes over pairs from elsewhere: each becomes a key, and its token works as it is. Nothing is written before all lines are read and
 * judged by themselves; accounts and other keys are looked at when a line's turn comes. Each line is its own transaction, so that an
 * import that was cut off can be run again.
 * @param lines each an object in JSON: `account` (its sid), `name`, `key`, and `token` or, where only its hash is kept, `tokenSha256` (in
 * hex) and `tokenHint` (how it begins); `permissions` (codes; left out: all APIs) and `allowlist` (CIDRs; left out: any address). Empty
 * lines are passed over
 * @throws {Failure} one line that names the first line which can't be used, without its token or hash
 */
export async function importKeys(
  store: Store,
  lines: AsyncIterable<string>,
  progress: Progress = () => {},
): Promise<Imported> {
  const pairs = await read(store.database.reader.manager, lines);
  return importEach(pairs, (at, pair) => importPair(store, at, pair), progress);
}

/** The pairs, by the number of their line. */
async function read(manager: EntityManager, lines: AsyncIterable<string>): Promise<Map<number, Pair>> {
  const pairs = new Map<number, Pair>();
  const accountIds = new Map<string, string>();
  const given = readJsonLines(lines, line, "key", ({ key }) => key);
  for await (const [at, { account: sid, permissions, allowlist, ...pair }] of given) {
    const accountId = accountIds.get(sid) ?? (await manager.findOneBy(Account, { sid }))?.id;
    if (accountId === undefined) throw lineFailure(at, `there is no account ${sid}.`);
    accountIds.set(sid, accountId);
    pairs.set(at, { ...pair, accountId, rules: await rulesOf(manager, at, { permissions, allowlist }) });
  }
  return pairs;
}

/** What the key may do, where that is not everything. Nobody grants `access-control` by a file. */
async function rulesOf(
  manager: EntityManager,
  at: number,
  { permissions: codes, allowlist: cidrs }: Pick<Line, "permissions" | "allowlist">,
): Promise<Partial<NewKey>> {
  const access =
    codes && (await judgePermissions(manager, null, { scope: AccessScope.SELECTED_APIS, codes }, []));
  const addresses =
    cidrs && judgeAllowlist({ scope: AddressScope.ALLOWLIST_ONLY, entries: cidrs.map((cidr) => ({ cidr })) });
  const [wrong] = [...(access?.errors ?? []), ...(addresses?.errors ?? [])];
  if (wrong) {
    const [field, , place] = wrong.path ?? [];
    throw lineFailure(
      at,
      `${field}${place === undefined ? "" : `, entry ${Number(place) + 1}`}: ${wrong.message}`,
    );
  }
  return {
    ...(access && { accessScope: access.scope, codes: access.codes }),
    ...(addresses && { addressScope: addresses.scope, entries: addresses.entries }),
  };
}

async function importPair(
  store: Store,
  at: number,
  { accountId, name, key, stored, rules }: Pair,
): Promise<keyof Imported> {
  const done = change(store, accountId, INSTALLATION, async (work) => {
    const { manager, now, audit } = work;
    // From here on nobody else makes a key in the account.
    await findLocked(manager, Account, { id: accountId });
    const known = await manager.findOneBy(ApiKey, { key });
    if (known !== null) {
      const isSame = known.accountId === accountId && known.deletedAt === null;
      if (isSame && (await manager.existsBy(Token, { apiKeyId: known.id, hash: stored.hash })))
        return "before";
      throw lineFailure(
        at,
        `there is a key ${key} already, of another account, with another token or deleted.`,
      );
    }
    const wanted = { ...unrestricted(now, accountId, name), ...rules };
    const { id } = await insertKey(work, wanted, key, stored);
    const summary = `Key "${name}" (${key}) was taken over from elsewhere. ${rulesInWords(wanted)}`;
    audit({ action: "apiKey.created", subjectId: id, summary });
    return "made";
  });
  const { result } = await done.catch((error) => {
    throw error instanceof Refusal ? lineFailure(at, error.errors[0]?.message ?? "") : error;
  });
  return result;
}
