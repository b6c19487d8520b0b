import { isUtf8 } from "node:buffer";
import { readFile } from "node:fs/promises";
import { codeOf, Failure } from "@latchkey/program";
import { dereference, parse, validate } from "@readme/openapi-parser";
import { catalogueDocument } from "./catalogue-document.js";
import { type CatalogueContent, contentOf, problemsOf } from "./check-catalogue.js";
import { withMergedKeys } from "./merge-keys.js";
import { requireBounded } from "./unfolding.js";

/** A catalogue that was read and can be used. */
export interface CatalogueFile {
  /** Its path. */
  file: string;
  content: CatalogueContent;
  /**
   * Checks the whole document against OpenAPI, also what is not read here. Takes half a second, so only a catalogue that has changed is
   * worth it.
   * @throws {Failure} as `readCatalogue` does.
   */
  validate(): Promise<void>;
}

/** A schema may refer to itself, as that of a tree does. Such a reference stays one: else what reads the document would go round for ever. */
const CIRCLES_STAY = { dereference: { circular: "ignore" } } as const;

/** All that can be told of what goes round without an end, or nearly so. */
const TOO_DEEP = "refers to itself, or is nested too deeply";

/**
 * Reads the catalogue: an OpenAPI document, with what it refers to. A tag is an Api: `name` is its code, `x-display-name` its name,
 * `x-throttle {limit, windowSeconds}` its limit. An `operationId` is an operation's code.
 * @throws {Failure} one line with the file, the first problem, and how many more there are.
 */
export async function readCatalogue(file: string): Promise<CatalogueFile> {
  const bytes = await readFile(file).catch((error) => refuse(file, [`cannot be read (${codeOf(error)})`]));
  // Read as UTF-8 all the same, names would hold other characters.
  if (!isUtf8(bytes)) refuse(file, ["is not UTF-8"]);
  if (bytes.indexOf("\u{feff}") === 0) refuse(file, ["begins with a byte order mark: save it without one"]);
  const resolved = await parse(file)
    .then(requireBounded)
    .then(() => dereference(file, CIRCLES_STAY))
    .then(requireBounded)
    .then(withMergedKeys)
    .catch((error) =>
      refuse(file, [error instanceof RangeError ? TOO_DEEP : firstOf(String(error.message), file)]),
    );
  const { data, error } = catalogueDocument.safeParse(resolved);
  if (!data)
    refuse(
      file,
      error.issues.map(({ path, message }) => [path.join(" › "), message].filter(Boolean).join(" ")),
    );
  const content = contentOf(data);
  const problems = problemsOf(content);
  if (problems.length > 0) refuse(file, problems);
  const validateAll = async () => {
    const result = await validate(structuredClone(resolved));
    if (!result.valid)
      refuse(
        file,
        result.errors.map(({ message }) => firstOf(message, file)),
      );
  };
  return { file, content, validate: validateAll };
}

/** A catalogue that can't be used: one line with the file, the first problem, and how many more there are. */
export class UnusableCatalogue extends Failure {
  constructor(
    file: string,
    /** All that was found wrong with it. */
    readonly problems: readonly string[],
  ) {
    const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : "";
    super(`CATALOGUE ${file}: ${problems[0]}${more}.`);
  }
}

/** @throws {UnusableCatalogue} */
export function refuse(file: string, problems: readonly string[]): never {
  throw new UnusableCatalogue(file, problems);
}

/** Characters of a line of the document. A value may take megabytes. */
const LONGEST_EXCERPT = 200;

/** The parser's message on one line: it adds an excerpt of the document, of which the marked line is kept. */
function firstOf(message: string, file: string): string {
  const [first = "", ...rest] = message
    .replace(`Error parsing ${file}: `, "")
    .replace(`"${file}" is not a valid JSON Schema`, "is not an OpenAPI document")
    .split("\n");
  const marked = rest.find((line) => line.startsWith(">"))?.replace(/^>\s*\d+ \|\s*/, "");
  const at = marked && /\w/.test(marked) ? [`at ${marked.slice(0, LONGEST_EXCERPT)}`] : [];
  return [first.trim().replace(/\.$/, ""), ...at].join(" ");
}
