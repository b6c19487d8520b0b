/** Whether help is asked for, and nothing else. @param words of the command line */
export const isHelp = ([word = "", ...more]: readonly string[]): boolean =>
  more.length === 0 && ["--help", "-h", "help"].includes(word);
