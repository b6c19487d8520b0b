import { fits } from "../ui/fits.js";
import type { ApiChoice } from "./access.js";

export interface FoundApi {
  api: ApiChoice;
  /** Where only some of its operations fit: these. Null: the Api itself does, with all of them. */
  operations: ApiChoice["operations"] | null;
}

/** The Apis, and the operations of others, in whose name, code or path every typed word stands; all of them where nothing is typed. */
export function findApis(apis: readonly ApiChoice[], typed: string): FoundApi[] {
  return apis.flatMap((api): FoundApi[] => {
    if (fits(typed, api.name, api.code)) return [{ api, operations: null }];
    const operations = api.operations.filter(({ code, method, path, summary }) =>
      fits(typed, api.name, code, method, path, summary),
    );
    return operations.length > 0 ? [{ api, operations }] : [];
  });
}
