import { readFileSync } from "node:fs";
import type { OperationRule } from "@latchkey/enforcement";
import { parse } from "yaml";

const FILE = new URL("../../../catalogue/exotel.openapi.yaml", import.meta.url);
const METHODS = new Set(["get", "post", "put", "patch", "delete"]);

interface Document {
  paths: Record<string, Record<string, { operationId: string; tags: [string] }>>;
}

/** The operations of the demo provider. */
export const OPERATIONS: readonly OperationRule[] = Object.entries(
  (parse(readFileSync(FILE, "utf8")) as Document).paths,
).flatMap(([path, item]) =>
  Object.entries(item)
    .filter(([method]) => METHODS.has(method))
    .map(([method, { operationId, tags }]) => ({
      code: operationId,
      api: tags[0],
      method: method.toUpperCase(),
      path,
    })),
);
