import type { OperationRule } from "../catalogue/operation.js";

/** The built-in Api: managing keys by means of a key. Only the server judges it; at the gateway no path leads to it. */
export const ACCESS_CONTROL_API = {
  code: "access-control",
  name: "Access control",
  limit: 600,
  windowSeconds: 60,
} as const;

/** Queries need this. */
export const ACCESS_CONTROL_READ = "access-control.read";
/** Mutations need this. */
export const ACCESS_CONTROL_WRITE = "access-control.write";

export const ACCESS_CONTROL_OPERATIONS: readonly OperationRule[] = [
  { code: ACCESS_CONTROL_READ, api: ACCESS_CONTROL_API.code, method: "POST", path: "/graphql" },
  { code: ACCESS_CONTROL_WRITE, api: ACCESS_CONTROL_API.code, method: "POST", path: "/graphql" },
];

/** Whether a permission code is the built-in Api's or one of its operations'. */
export function isAccessControl(code: string): boolean {
  return code === ACCESS_CONTROL_API.code || code === ACCESS_CONTROL_READ || code === ACCESS_CONTROL_WRITE;
}
