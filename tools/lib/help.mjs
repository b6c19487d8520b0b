// Read by whatever Node.js runs it, however old: see node-version.mjs.

const ASKING = ["--help", "-h", "help"];

/**
 * Prints what a command does, when that is asked for by its first word: `--help`, `-h` or `help`.
 * @param {string[]} lines how the command is called, and what it does
 * @returns {boolean} whether it was asked for: then there is nothing else to do
 */
export function isHelp(lines, words = process.argv.slice(2)) {
  if (!ASKING.includes(words[0])) return false;
  process.stdout.write(`${lines.join("\n")}\n`);
  return true;
}
