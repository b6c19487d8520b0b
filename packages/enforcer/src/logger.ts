/** Where the enforcer reports what an operator must know. A pino logger fits. Never given a secret. */
export interface Logger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export const silentLogger: Logger = { info: () => {}, warn: () => {}, error: () => {} };

/** What must be known goes to the console: for who has said nothing about where to. */
export const consoleLogger: Logger = {
  info: () => {},
  warn: (fields, message) => console.warn(`latchkey: ${message}`, fields),
  error: (fields, message) => console.error(`latchkey: ${message}`, fields),
};
