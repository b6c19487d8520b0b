import { readFile } from "node:fs/promises";

/**
 * An example of `deploy/` with each of these addresses replaced by another, wherever it stands.
 * @param file below `deploy/`
 * @throws Error when an address does not occur in it
 */
export async function exampleWith(file: string, addresses: Record<string, string>): Promise<string> {
  let text = await readFile(new URL(`../../../../deploy/${file}`, import.meta.url), "utf8");
  for (const address of Object.keys(addresses)) {
    if (!text.includes(address)) throw new Error(`${file} does not say ${address}`);
  }
  for (const [address, by] of Object.entries(addresses)) {
    // Whole ports only: one that was put in before may begin with the next.
    text = text.replaceAll(new RegExp(`${address}\\b`, "g"), by);
  }
  return text;
}
