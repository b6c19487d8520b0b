import { spawn } from "node:child_process";
import { pathToFileURL } from "node:url";
import { at, root } from "./paths.mjs";

const END_WITH_PARENT = pathToFileURL(at("tools", "lib", "end-with-parent.mjs")).href;

/** Milliseconds: a part waits ten seconds for calls under way, and then writes what it has counted. */
export const LONGEST_END = 20_000;

/**
 * Processes that live and end together. Whoever made the family waits for `died`, and then ends the others; when this process ends, however it
 * ends, so do all of them.
 */
export class Family {
  #members = new Map();
  #ending = false;
  #firstDeath;

  constructor() {
    this.died = new Promise((resolve) => {
      this.#firstDeath = resolve;
    });
  }

  /**
   * Starts a Node.js program, with its output to the same place as ours.
   * `died` resolves with `{ name, code, signal }` of the first member that ends before `end` was called.
   */
  start(name, script) {
    const child = spawn(process.execPath, ["--import", END_WITH_PARENT, script], {
      cwd: root,
      // Whoever starts everything at once wants to see only what goes wrong. A part that is started by itself also logs what it does.
      env: { LOG_LEVEL: "warn", ...process.env },
      // The channel carries no messages: when it closes, the child knows that we are gone.
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    const gone = new Promise((resolve) => {
      child.once("error", () => resolve({ name, code: 1, signal: null }));
      child.once("exit", (code, signal) => resolve({ name, code, signal }));
    });
    this.#members.set(name, { child, gone });
    void gone.then((death) => {
      this.#members.delete(name);
      if (!this.#ending) this.#firstDeath(death);
    });
  }

  /**
   * Asks every member to end by SIGTERM, and forces those that have not in time.
   * @returns {Promise<boolean>} whether all ended by themselves, with exit code 0
   */
  async end() {
    this.#ending = true;
    const members = [...this.#members.values()];
    for (const { child } of members) child.kill("SIGTERM");
    const force = setTimeout(() => {
      for (const { child } of members) child.kill("SIGKILL");
    }, LONGEST_END);
    const deaths = await Promise.all(members.map(({ gone }) => gone));
    clearTimeout(force);
    return deaths.every(({ code }) => code === 0);
  }
}
