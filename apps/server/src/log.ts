import { codeOf } from "@latchkey/program";
import { pino } from "pino";

export type Log = ReturnType<typeof createLog>;

/** The server's log: JSON lines on stdout. Headers with credentials are cut out, whoever should log them one day. */
export function createLog(level: string) {
  const detailed = level === "debug" || level === "trace";
  return pino({
    level,
    redact: ["authorization", "cookie", "set-cookie"].flatMap((name) => [
      `headers["${name}"]`,
      `*.headers["${name}"]`,
    ]),
    serializers: { err: (error: unknown) => describe(error, detailed) },
  });
}

/** An error without its message: a driver's repeats SQL and values. */
function describe(error: unknown, detailed: boolean): object {
  const type = error instanceof Error ? error.name : typeof error;
  const stack = error instanceof Error ? error.stack : undefined;
  const frames = stack?.split("\n").filter((line) => /^\s+at /.test(line));
  return { type, code: codeOf(error), ...(detailed && frames ? { stack: frames.join("\n") } : {}) };
}
