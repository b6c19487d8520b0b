/** No server was reached. Browsers throw a TypeError for it, as for faults of the code, and tell the two apart in words of their own. */
export class Unreached extends Error {
  override readonly name = "Unreached";

  constructor(cause: unknown) {
    super("No server was reached.", { cause });
  }
}

/** What `fetch` gives. @throws Unreached where it fails for want of a server; what it throws otherwise, as when it was called off */
export async function answerTo(request: Promise<Response>): Promise<Response> {
  try {
    return await request;
  } catch (error) {
    throw error instanceof TypeError ? new Unreached(error) : error;
  }
}
