/** Writes that are sent again when their answer was lost, each done once. */
export interface Attempts {
  /**
   * What to send for this content. The same content gives the very same again, with its idempotency key and whatever `make` read at
   * first, until it was answered; another content is another call.
   */
  inputFor<Input extends object>(content: object, make: () => Input): Input & { idempotencyKey: string };
  /** The server has said what became of it, so that the next sending is a new call. */
  answered(content: object): void;
}

/** @param newKey gives an idempotency key that was never given before */
export function createAttempts(newKey: () => string): Attempts {
  const open = new Map<string, object>();
  return {
    inputFor<Input extends object>(content: object, make: () => Input) {
      const written = JSON.stringify(content);
      const input = open.get(written) ?? { ...make(), idempotencyKey: newKey() };
      open.set(written, input);
      return input as Input & { idempotencyKey: string };
    },
    answered: (content) => void open.delete(JSON.stringify(content)),
  };
}
