type More = { account?: string | null; errors?: string[]; earlier?: { id: string } | null };

/** Thrown by a mutation of the model, before it has changed anything. */
export class Refusal extends Error {
  /** Where the refused act is written. */
  readonly account: string | null;
  /** Code and path of each. */
  readonly errors: string[];
  /** What the same call did before. */
  readonly earlier: { id: string } | null;

  /** @param top the code of an error without a payload */
  constructor(
    readonly top: string | null,
    { account = null, errors = [], earlier = null }: More = {},
  ) {
    super(top ?? errors.join());
    [this.account, this.errors, this.earlier] = [account, errors, earlier];
  }
}

export const notFound = () => new Refusal("NOT_FOUND");
export const forbidden = (account: string | null) => new Refusal("FORBIDDEN", { account });
/** An error of a payload. */
export const wrong = (code: string, ...path: (string | number)[]) => `${code} ${path.join(".")}`.trim();

/** An error, unless all is well. */
export const unless = (isWell: boolean, code: string, ...path: (string | number)[]) =>
  isWell ? [] : [wrong(code, ...path)];

/** @throws Refusal where there are any */
export function refuseIfAny(errors: string[], account: string | null = null): void {
  if (errors.length > 0) throw new Refusal(null, { errors, account });
}
