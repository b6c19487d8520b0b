/** Null when a value can be used, else what it must be, such as "must be true or false". */
export type Check = (value: unknown) => string | null;

export const checks = {
  wholeNumber:
    (least: number, most: number): Check =>
    (value) =>
      Number.isInteger(value) && Number(value) >= least && Number(value) <= most
        ? null
        : `must be a whole number from ${least} to ${most}`,
  text:
    (longest: number): Check =>
    (value) =>
      typeof value === "string" && value !== "" && value.length <= longest
        ? null
        : `must be a text of 1 to ${longest} characters`,
  yesOrNo: (value: unknown) => (typeof value === "boolean" ? null : "must be true or false"),
  texts: (value: unknown) =>
    Array.isArray(value) && value.every((each) => typeof each === "string")
      ? null
      : "must be a list of texts",
  /** An object with these methods. */
  methods:
    (...names: string[]): Check =>
    (value) => {
      const has = (name: string) => typeof Object(value)[name] === "function";
      return names.every(has) ? null : `must have the methods ${names.join(", ")}`;
    },
  /** Anything that `parse` accepts; else the message of its error. */
  parsed:
    (parse: (text: string) => unknown): Check =>
    (value) => {
      try {
        parse(String(value));
        return null;
      } catch (error) {
        return (error as Error).message;
      }
    },
};

/**
 * Checks options at run time, since callers may write JavaScript: a misspelt name would silently be ignored, and a value of another type
 * misread. Options that are undefined pass.
 * @throws Error with one line that names the first option that can't be used and never contains its value
 */
export function checkOptions(options: object, known: Readonly<Record<string, Check>>): void {
  for (const [name, value] of Object.entries(options)) {
    if (!Object.hasOwn(known, name))
      throw new Error(`${name}: is none of the options, which are ${Object.keys(known).join(", ")}`);
    const problem = value === undefined ? null : (known[name]?.(value) ?? null);
    if (problem !== null) throw new Error(`${name}: ${problem}`);
  }
}
