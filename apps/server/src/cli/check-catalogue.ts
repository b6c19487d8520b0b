import { readCatalogue, UnusableCatalogue } from "../catalogue/read-catalogue.js";
import type { Config } from "../config.js";
import { counted } from "./counted.js";

/**
 * Reads the catalogue, and prints how much is in it, or all that is wrong with it, one line each. Does not look at the database, so only a
 * start knows whether keys hold codes that the catalogue no longer has.
 * @throws {Failure} one line when it can't be used
 */
export async function checkCatalogue(
  { catalogue }: Pick<Config, "catalogue">,
  print: (text: string) => void,
): Promise<void> {
  try {
    const { content, validate } = await readCatalogue(catalogue);
    await validate();
    const { apis, operations } = content;
    print(
      `${catalogue} can be used: ${counted(apis.length, "API")} with ${counted(operations.length, "operation")}.\n`,
    );
  } catch (error) {
    if (error instanceof UnusableCatalogue) for (const problem of error.problems) print(`${problem}\n`);
    throw error;
  }
}
