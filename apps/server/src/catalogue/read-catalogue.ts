import { access, constants } from "node:fs/promises";
import { dereference, validate } from "@readme/openapi-parser";
import { codeOf, Failure } from "../failure.js";
import { type CatalogueDocument, catalogueDocument } from "./catalogue-document.js";
import { type CatalogueContent, contentOf, problemsOf } from "./check-catalogue.js";

/**
 * Reads the catalogue: an OpenAPI document, with what it refers to. A tag is an Api: `name` is its code, `x-display-name` its name,
 * `x-throttle {limit, windowSeconds}` its limit. An `operationId` is an operation's code.
 * @throws {Failure} one line with the file, the first problem, and how many more there are.
 */
export async function readCatalogue(file: string): Promise<CatalogueContent> {
  const refuse = (problems: readonly string[]): never => {
    const more = problems.length > 1 ? ` (and ${problems.length - 1} more)` : "";
    throw new Failure(`CATALOGUE ${file}: ${problems[0]}${more}.`);
  };
  await access(file, constants.R_OK).catch((error) => refuse([`cannot be read (${codeOf(error)})`]));
  const resolved = await dereference(file).catch((error) => refuse([firstOf(String(error.message), file)]));
  const { data, error } = catalogueDocument.safeParse(resolved);
  const document: CatalogueDocument =
    data ?? refuse(error?.issues.map(({ path, message }) => `${path.join(" › ")} ${message}`) ?? []);
  const content = contentOf(document);
  const problems = problemsOf(content);
  if (problems.length > 0) refuse(problems);
  const specification = await validate(structuredClone(resolved));
  if (!specification.valid) refuse(specification.errors.map(({ message }) => firstOf(message, file)));
  return content;
}

/** The parser's message on one line: it adds an excerpt of the document, of which the marked line is kept. */
function firstOf(message: string, file: string): string {
  const [first = "", ...rest] = message
    .replace(`Error parsing ${file}: `, "")
    .replace(`"${file}" is`, "is")
    .split("\n");
  const marked = rest.find((line) => line.startsWith(">"))?.replace(/^>\s*\d+ \|\s*/, "");
  return [first.trim().replace(/\.$/, ""), ...(marked ? [`at ${marked}`] : [])].join(" ");
}
