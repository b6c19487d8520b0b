import type { ApiChoice } from "./access.js";

export interface FoundApi {
  api: ApiChoice;
  /** Where only some of its operations fit: these. Null: the Api itself does, with all of them. */
  operations: ApiChoice["operations"] | null;
}

/** The Apis, and the operations of others, in whose name, code or path every typed word stands; all of them where nothing is typed. */
export function findApis(apis: readonly ApiChoice[], typed: string): FoundApi[] {
  const words = typed.toLowerCase().split(/\s+/);
  const fits = (...texts: string[]) => {
    const all = texts.join(" ").toLowerCase();
    return words.every((word) => all.includes(word));
  };
  return apis.flatMap((api): FoundApi[] => {
    if (fits(api.name, api.code)) return [{ api, operations: null }];
    const operations = api.operations.filter(({ code, method, path, summary }) =>
      fits(api.name, code, method, path, summary),
    );
    return operations.length > 0 ? [{ api, operations }] : [];
  });
}
