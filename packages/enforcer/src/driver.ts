import { problemOf } from "./problem.js";

/**
 * Loads the driver of `what`, such as "MySQL".
 * @throws Error with one line when it can't be loaded: it is not installed, or does not run on this Node.js
 */
export async function loadDriver<Driver>(what: string, load: () => Promise<Driver>): Promise<Driver> {
  try {
    return await load();
  } catch (error) {
    throw new Error(`the driver of ${what} can't be loaded: ${problemOf(error)}`, { cause: error });
  }
}
