/** Why a message was not taken. */
interface SendFailure {
  /** For the log and the row: a code, never a message, which may repeat what was sent. */
  code: string;
  /** The same message to the same recipient would be refused again. */
  final: boolean;
}

/** Reads an error of a transport. Refused for good: a 5xx about the recipient or the content; credentials and connections can be mended. */
export function failureOf(error: unknown): SendFailure {
  const { code, responseCode } = (error ?? {}) as { code?: unknown; responseCode?: unknown };
  const reply = typeof responseCode === "number" ? responseCode : null;
  const about = code === "EENVELOPE" || code === "EMESSAGE";
  const name = String(reply ?? (typeof code === "string" ? code : "unknown"));
  return { code: name.slice(0, 40), final: about && reply !== null && reply >= 500 };
}
