/** Whether help is asked for, by its own or behind a command. @param words of the command line */
export const isHelp = (words: readonly string[]): boolean =>
  ["--help", "-h"].includes(words.at(-1) ?? "") || words.join(" ") === "help";
