/** Between two tries, milliseconds. */
const PAUSE = 3000;

/**
 * Loads the code of a part of a page. While no server is reached it is tried again and again: to fail would take the page away, and with
 * it what was typed there. Rejects where the server has it no more.
 */
export async function loadInTime<Module>(
  load: () => Promise<Module>,
  isServed: () => Promise<boolean>,
  pause: number = PAUSE,
): Promise<Module> {
  for (;;) {
    try {
      return await load();
    } catch {
      if (await isServed()) return load();
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}
