// Read by whatever Node.js runs it, however old: see node-version.mjs.
import { requireNode } from "./node-version.mjs";

const ASKING = ["--help", "-h", "help"];

/**
 * Runs a command of `tools`, if Node.js is new enough. Where the first word asks for help, prints it instead; where there are words and the
 * command takes none, says so, and ends with 1: what was meant by them would not be done.
 * @param {object} command
 * @param {string} command.usage how it is called
 * @param {string[]} command.does what it does, in lines
 * @param {boolean} [command.takesWords]
 * @param {(words: string[]) => Promise<unknown>} command.run loads what carries it out, which a Node.js that is too old could not read
 */
export function enter({ usage, does, takesWords = true, run }, words = process.argv.slice(2)) {
  requireNode();
  if (ASKING.includes(words[0])) {
    process.stdout.write(`${[usage, ...does].join("\n")}\n`);
  } else if (words.length > 0 && !takesWords) {
    process.stderr.write(
      `${usage} takes no arguments: leave out ${words.join(" ")}. --help says what it does.\n`,
    );
    process.exitCode = 1;
  } else void run(words);
}
