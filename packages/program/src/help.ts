/** Whether help is asked for. @param command the words of the command line */
export const isHelp = (command: string): boolean => ["--help", "-h", "help"].includes(command);
