import { ACCESS_CONTROL_API, ACCESS_CONTROL_OPERATIONS, ACCESS_CONTROL_READ } from "@latchkey/enforcement";
import type { CatalogueContent } from "./check-catalogue.js";

/** A provider's catalogue and, after it, the built-in Api: the managing of keys by a key, at this server. */
export function withBuiltIn({ apis, operations }: CatalogueContent): CatalogueContent {
  const { code, name, limit, windowSeconds } = ACCESS_CONTROL_API;
  return {
    apis: [...apis, { code, name, position: apis.length, catalogueLimit: limit, windowSeconds }],
    operations: [
      ...operations,
      ...ACCESS_CONTROL_OPERATIONS.map((operation, at) => ({
        code: operation.code,
        apiCode: operation.api,
        position: operations.length + at,
        method: operation.method,
        path: operation.path,
        summary: operation.code === ACCESS_CONTROL_READ ? "Read by GraphQL" : "Change by GraphQL",
        accountScoped: false,
      })),
    ],
  };
}
