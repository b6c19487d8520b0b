import { isAccessControl } from "@latchkey/enforcement";
import type { ApiChoice } from "./access.js";

/** How much of an Api is granted: all of it with what it gains later, some operations, or nothing. */
export type ApiState = "all" | "some" | "none";

export function apiState(api: ApiChoice, codes: readonly string[]): ApiState {
  if (codes.includes(api.code)) return "all";
  return api.operations.some(({ code }) => codes.includes(code)) ? "some" : "none";
}

/** How many of the Api's operations are granted. */
export function grantedCount(api: ApiChoice, codes: readonly string[]): number {
  if (codes.includes(api.code)) return api.operations.length;
  return api.operations.filter(({ code }) => codes.includes(code)).length;
}

function withoutApi(api: ApiChoice, codes: readonly string[]): string[] {
  const own = new Set([api.code, ...api.operations.map(({ code }) => code)]);
  return codes.filter((code) => !own.has(code));
}

/** The whole Api, or nothing of it when it was granted whole. */
export function toggleApi(api: ApiChoice, codes: readonly string[]): string[] {
  const others = withoutApi(api, codes);
  return apiState(api, codes) === "all" ? others : [...others, api.code];
}

/** One operation. Taken from a whole Api, it leaves the Api's others, one by one. */
export function toggleOperation(api: ApiChoice, operation: string, codes: readonly string[]): string[] {
  if (codes.includes(api.code)) {
    const rest = api.operations.map(({ code }) => code).filter((code) => code !== operation);
    return [...withoutApi(api, codes), ...rest];
  }
  return codes.includes(operation) ? codes.filter((code) => code !== operation) : [...codes, operation];
}

/** What is held of the built-in Api for managing keys: no choice of the product's APIs changes it. */
export function managingCodes(codes: readonly string[]): string[] {
  return codes.filter(isAccessControl);
}

/** Every operation that only reads (GET). Codes of other things than these Apis stay. */
export function selectReading(apis: readonly ApiChoice[], codes: readonly string[]): string[] {
  const others = apis.reduce<readonly string[]>((rest, api) => withoutApi(api, rest), codes);
  const reading = apis.flatMap(({ operations }) => operations.filter(({ method }) => method === "GET"));
  return [...others, ...reading.map(({ code }) => code)];
}

/** Exactly these Apis, whole. Codes of other things than these Apis stay. */
export function selectApis(
  apis: readonly ApiChoice[],
  chosen: readonly string[],
  codes: readonly string[],
): string[] {
  const others = apis.reduce<readonly string[]>((rest, api) => withoutApi(api, rest), codes);
  return [...others, ...apis.map(({ code }) => code).filter((code) => chosen.includes(code))];
}

/** Codes that the catalogue does not know any more; they grant nothing, and may be kept. */
export function retiredCodes(apis: readonly ApiChoice[], codes: readonly string[]): string[] {
  const known = new Set(apis.flatMap((api) => [api.code, ...api.operations.map(({ code }) => code)]));
  return codes.filter((code) => !known.has(code));
}
