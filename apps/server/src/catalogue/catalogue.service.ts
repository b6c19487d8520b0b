import { type EntityManager, In, IsNull, Not } from "typeorm";
import type { Context } from "../graphql/context.js";
import { batched, rowsByKey } from "../graphql/loader.js";
import { Refusal, refuseIfAny, type UserError, UserErrorCode, userError } from "../graphql/user-error.js";
import { Api } from "./api.entity.js";
import { Operation } from "./operation.entity.js";

/** The product's APIs in the catalogue's order, without retired ones. */
export function listApis({ installation }: Context): Promise<Api[]> {
  return installation.database.reader.manager.find(Api, {
    where: { retiredAt: IsNull() },
    order: { position: "ASC" },
  });
}

/** Those that have left the catalogue. */
export function listRetiredApis(manager: EntityManager): Promise<Api[]> {
  return manager.find(Api, { where: { retiredAt: Not(IsNull()) }, order: { code: "ASC" } });
}

/** An Api by its code, a retired one too. */
export const apiByCode = batched<string, Api>(async ({ installation }, codes) => {
  const apis = await installation.database.reader.manager.findBy(Api, { code: In([...codes]) });
  const byCode = new Map(apis.map((api) => [api.code, api]));
  return codes.map((code) => {
    const api = byCode.get(code);
    if (api === undefined) throw new Error("A row names an Api that is not there.");
    return api;
  });
});

/**
 * An Api by its code, for a mutation.
 * @param wrong what else of the input is: all is told at once
 * @throws Refusal with all of `wrong`, and INVALID when none has the code, or only a retired one unless `retiredToo`
 */
export async function requireApi(
  manager: EntityManager,
  code: string,
  wrong: readonly UserError[],
  { retiredToo = false } = {},
): Promise<Api> {
  const api = await manager.findOneBy(Api, { code });
  if (api === null || (api.retiredAt !== null && !retiredToo))
    throw new Refusal([userError(UserErrorCode.INVALID, "No Api has this code.", ["api"]), ...wrong]);
  refuseIfAny(wrong);
  return api;
}

/** An Api's operations in the catalogue's order, without retired ones. */
export const operationsOf = batched<string, Operation[]>(async ({ installation }, codes) => {
  const operations = await installation.database.reader.manager.find(Operation, {
    where: { apiCode: In([...codes]), retiredAt: IsNull() },
    order: { position: "ASC" },
  });
  return rowsByKey(codes, operations, (operation) => operation.apiCode);
});

/** What holds for an account without a grant: the operators' limit, else the catalogue's. */
export function defaultLimitOf(api: Api): number {
  return api.operatorLimit ?? api.catalogueLimit;
}
