import { writeFile } from "node:fs/promises";
import { join } from "node:path";

interface Api {
  code: string;
  /** Left out: the code. */
  name?: string;
  /** Calls a minute. Left out: 100. */
  limit?: number;
}

const SID = { name: "sid", in: "path", required: true, schema: { type: "string" } };

/** The path by which the one operation of an Api is called. */
export const pathOf = (code: string, sid: string) => `/v1/Accounts/${sid}/${code}`;

/** Writes a catalogue of these Apis, each with an operation that lists, into a folder. Gives back the file's name. */
export async function writeCatalogue(folder: string, apis: readonly Api[]): Promise<string> {
  const path = ({ code }: Api) => [
    pathOf(code, "{sid}"),
    {
      parameters: [SID],
      get: {
        operationId: `${code}.list`,
        tags: [code],
        summary: `List ${code}`,
        responses: { 200: { description: "A list." } },
      },
    },
  ];
  const document = {
    openapi: "3.1.0",
    info: { title: "APIs", version: "1.0.0" },
    tags: apis.map(({ code, name = code, limit = 100 }) => ({
      name: code,
      "x-display-name": name,
      "x-throttle": { limit, windowSeconds: 60 },
    })),
    paths: Object.fromEntries(apis.map(path)),
  };
  const codes = apis.slice(0, 3).map(({ code }) => code);
  const file = join(folder, `${codes.join("-")}-${apis.length}.json`);
  await writeFile(file, JSON.stringify(document));
  return file;
}
