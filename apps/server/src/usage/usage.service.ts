import { In } from "typeorm";
import { Account } from "../accounts/account.entity.js";
import { countOf } from "../database/columns.js";
import type { Context } from "../graphql/context.js";
import { bounded } from "../graphql/errors.js";
import { batched, inGroups, rowsByKey } from "../graphql/loader.js";
import { ApiKey } from "../keys/api-key.entity.js";
import type { Token } from "../keys/token.entity.js";
import { Denial } from "./denial.entity.js";
import type { AddressUsage, KeyUsage } from "./key-usage.js";
import { LastUse } from "./last-use.entity.js";
import { lastDays, lastHours } from "./period.js";
import { addressUsageOf, MOST_ADDRESSES, type RawAddress } from "./sums.js";
import { UsageMinute } from "./usage-minute.entity.js";

/** Which period of which key `KeyUsage` is about. @throws BAD_USER_INPUT when `days` is not from 1 to 90 */
export function usageOf({ installation }: Context, apiKeyId: string, days: number): KeyUsage {
  lastDays(days, installation.clock.now());
  return { apiKeyId, days };
}

/** When, from where and for what a token was last right. */
export const lastUseOfToken = batched<string, LastUse | null>(async ({ installation }, ids) => {
  const rows = await installation.database.reader.manager.findBy(LastUse, { tokenId: In([...ids]) });
  const byToken = new Map(rows.map((row) => [row.tokenId, row]));
  return ids.map((id) => byToken.get(id) ?? null);
});

/** When, from where and for what any token of a key was last right, also one that is gone. */
export const lastUseOfKey = batched<string, LastUse | null>(async ({ installation }, ids) => {
  const rows = await installation.database.reader.manager.findBy(LastUse, { apiKeyId: In([...ids]) });
  rows.sort((a, b) => b.at.getTime() - a.at.getTime());
  return rowsByKey(ids, rows, (row) => row.apiKeyId).map(([newest]) => newest ?? null);
});

/** Whether a call with the right token was ever made with any key of an account, also one that is deleted. */
export const hasRequests = batched<string, boolean>(async ({ installation }, ids) => {
  const accounts = installation.database.reader.manager.createQueryBuilder(Account, "account");
  const used = accounts
    .subQuery()
    .select("1")
    .from(ApiKey, "apiKey")
    .innerJoin(LastUse, "last", "last.apiKeyId = apiKey.id")
    .where("apiKey.accountId = account.id");
  const rows = await accounts
    .select("account.id", "id")
    .where({ id: In([...ids]) })
    .andWhere(`EXISTS ${used.getQuery()}`)
    .getRawMany<{ id: string }>();
  const busy = new Set(rows.map(({ id }) => id));
  return ids.map((id) => busy.has(id));
});

const denialsOfKey = batched<string, Denial[]>(async ({ installation }, ids) => {
  const rows = await installation.database.reader.manager.find(Denial, {
    where: { apiKeyId: In([...ids]) },
    order: { at: "DESC", id: "DESC" },
  });
  return rowsByKey(ids, rows, (row) => row.apiKeyId);
});

/** The newest denials of a key. @throws BAD_USER_INPUT when `first` is not from 1 to 100 */
export async function recentDenials(context: Context, apiKeyId: string, first: number): Promise<Denial[]> {
  bounded("first", first, 1, 100);
  return (await denialsOfKey(context, apiKeyId)).slice(0, first);
}

/** How often a token was right, whatever came after: in the last `hours` hours, or ever. */
export async function usesOfToken(context: Context, token: Token, hours: number | null): Promise<number> {
  const since = hours === null ? 0 : lastHours(hours, context.installation.clock.now());
  return usesSince(context, { token, since });
}

/** From where a token was right in the last `hours` hours, the latest seen first, at most 100. */
export function callersOfToken(context: Context, token: Token, hours: number): Promise<AddressUsage[]> {
  return callersSince(context, { token, since: lastHours(hours, context.installation.clock.now()) });
}

interface Uses {
  token: Token;
  since: number;
}

const nameOf = ({ token, since }: Uses) => `${token.id} ${since}`;

const usesSince = batched<Uses, number>(({ installation }, asked) => {
  return inGroups(asked, "since", async (since, group) => {
    const rows = await usesOf(installation, group, since).getRawMany<{ tokenId: string; calls: string }>();
    const uses = new Map(rows.map(({ tokenId, calls }) => [tokenId, countOf(calls)]));
    return group.map(({ token }) => uses.get(token.id) ?? 0);
  });
}, nameOf);

const callersSince = batched<Uses, AddressUsage[]>(({ installation }, asked) => {
  return inGroups(asked, "since", async (since, group) => {
    const rows = await usesOf(installation, group, since)
      .addSelect("minute.address", "address")
      .addSelect("MAX(minute.lastAt)", "lastAt")
      .andWhere("minute.address <> ''")
      .addGroupBy("minute.address")
      .orderBy("MAX(minute.lastAt)", "DESC")
      .getRawMany<RawAddress & { tokenId: string }>();
    const ids = group.map(({ token }) => token.id);
    return rowsByKey(ids, rows, (row) => row.tokenId).map((callers) =>
      callers.slice(0, MOST_ADDRESSES).map(addressUsageOf),
    );
  });
}, nameOf);

/** How often each of these tokens was right since a minute. */
function usesOf({ database }: Context["installation"], asked: readonly Uses[], since: number) {
  return database.reader.manager
    .createQueryBuilder(UsageMinute, "minute")
    .select("minute.tokenId", "tokenId")
    .addSelect("SUM(minute.calls)", "calls")
    .where({ apiKeyId: In(asked.map(({ token }) => token.apiKeyId)) })
    .andWhere({ tokenId: In(asked.map(({ token }) => token.id)) })
    .andWhere("minute.minute >= :since", { since })
    .groupBy("minute.tokenId");
}
