import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** A program of `children/` in a process of its own, which answers each question with a number. One question at a time. */
export class Child {
  private constructor(private readonly process: ChildProcess) {}

  /** Starts a program and waits for its first answer, which it gives without being asked. */
  static async start(name: string, ...args: string[]): Promise<{ child: Child; first: number }> {
    const child = new Child(fork(fileURLToPath(new URL(`../children/${name}.js`, import.meta.url)), args));
    return { child, first: await child.answer() };
  }

  ask(question: string): Promise<number> {
    this.process.send(question);
    return this.answer();
  }

  async end(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    this.process.kill("SIGKILL");
    await once(this.process, "exit");
  }

  private answer(): Promise<number> {
    return new Promise((resolve, reject) => {
      const died = () => reject(new Error("a process of the benchmark ended before it had answered"));
      this.process.once("exit", died);
      this.process.once("message", (answer) => {
        this.process.off("exit", died);
        resolve(Number(answer));
      });
    });
  }
}

/** The child's side: gives the first answer, then one to each question, and ends with the process that asks. */
export function answer(first: number, toQuestion: Record<string, () => number>): void {
  process.on("message", (question) => process.send?.(toQuestion[String(question)]?.() ?? Number.NaN));
  process.on("disconnect", () => process.exit());
  process.send?.(first);
}
