/** Says what a value must be that it is not; null: it can be used. */
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
  /** What `parse` does not throw at. */
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
 * Looks at options as whoever writes JavaScript may give them: a name that nobody knows would be passed over, a value of another kind
 * would be taken for something else.
 * @throws Error with one line that names the first option that can't be used, and holds no value
 */
export function checkOptions(options: object, known: Readonly<Record<string, Check>>): void {
  for (const [name, value] of Object.entries(options)) {
    if (!Object.hasOwn(known, name))
      throw new Error(`${name}: is none of the options, which are ${Object.keys(known).join(", ")}`);
    const problem = value === undefined ? null : (known[name]?.(value) ?? null);
    if (problem !== null) throw new Error(`${name}: ${problem}`);
  }
}
