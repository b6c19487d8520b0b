/** Characters of a person's name; the server's bound. */
export const LONGEST_NAME = 100;
