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

/**
 * Ends a command that takes no arguments, and was given some, with one line: what was meant by them would not be done.
 * @param {string} command how it is called
 * @returns {boolean} whether it was given any: then there is nothing else to do
 */
export function hasWords(command, words = process.argv.slice(2)) {
  if (words.length === 0) return false;
  process.stderr.write(
    `${command} takes no arguments: leave out ${words.join(" ")}. --help says what it does.\n`,
  );
  process.exitCode = 1;
  return true;
}
