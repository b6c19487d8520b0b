import { findProblems, isAccessControl, parseTemplate } from "@latchkey/enforcement";
import type { CatalogueDocument } from "./catalogue-document.js";

/** An Api as the catalogue has it. */
interface CatalogueApi {
  code: string;
  name: string;
  /** Place in the catalogue, from 0. */
  position: number;
  catalogueLimit: number;
  windowSeconds: number;
}

/** An Operation as the catalogue has it. */
interface CatalogueOperation {
  code: string;
  apiCode: string;
  /** Place in the catalogue, from 0. */
  position: number;
  /** In upper case. */
  method: string;
  path: string;
  summary: string;
  accountScoped: boolean;
}

export interface CatalogueContent {
  apis: CatalogueApi[];
  operations: CatalogueOperation[];
}

/** Takes Apis and operations from a document, in its order. */
export function contentOf(document: CatalogueDocument): CatalogueContent {
  const apis = document.tags.map((tag, position) => ({
    code: tag.name,
    name: tag["x-display-name"] ?? tag.name,
    position,
    catalogueLimit: tag["x-throttle"].limit,
    windowSeconds: tag["x-throttle"].windowSeconds,
  }));
  const operations = Object.entries(document.paths)
    .flatMap(([path, item]) =>
      Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
    )
    .flatMap(({ path, method, operation }) => (operation ? [{ path, method, ...operation }] : []))
    .map((operation, position) => ({
      code: operation.operationId,
      apiCode: operation.tags.join(),
      position,
      method: operation.method.toUpperCase(),
      path: operation.path,
      summary: operation.summary,
      accountScoped: operation["x-account-scoped"],
    }));
  return { apis, operations };
}

/** All that keeps a catalogue from being used, each as a sentence that names both sides. Empty: nothing does. */
export function problemsOf({ apis, operations }: CatalogueContent): string[] {
  const codes = new Set(apis.map(({ code }) => code));
  return [
    ...apis
      .filter(({ code }, at) => apis.findIndex((api) => api.code === code) < at)
      .map(({ code }) => `the tag ${code} is declared twice`),
    ...apis
      .filter(({ code }) => isAccessControl(code))
      .map(({ code }) => `the tag ${code} uses the code of the built-in Api`),
    ...operations
      .filter(({ apiCode }) => !codes.has(apiCode))
      .map(({ code, apiCode }) => `${code} names the tag ${apiCode}, which is not declared`),
    ...operations
      .filter(({ code }) => codes.has(code))
      .map(({ code, path }) => `the code ${code} is used twice: as a tag, and as the operation of ${path}`),
    ...findProblems(operations.map(({ apiCode, ...operation }) => ({ ...operation, api: apiCode }))).map(
      ({ message }) => message,
    ),
    ...operations.flatMap((operation) => scopeProblem(operation) ?? []),
  ];
}

function scopeProblem({ code, path, accountScoped }: CatalogueOperation): string | null {
  const template = parseTemplate(path);
  if (template === null || template.sidSegment >= 0 === accountScoped) return null;
  return accountScoped
    ? `${code} has no {sid} in its path ${path}: add it, or say x-account-scoped: false`
    : `${code} says x-account-scoped: false, but its path ${path} has {sid}`;
}
