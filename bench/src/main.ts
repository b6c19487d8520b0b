import { writeFileSync } from "node:fs";
import { chosen, FIGURES } from "./figures.js";
import { missed, type Report, toMarkdown } from "./report.js";

const RESULTS = new URL("../RESULTS.md", import.meta.url);
const READ = "How to read this: [README.md](README.md). Made by `npm run bench -- --write`.";

// Runs the benchmarks that are named, or all. Ends with code 0 only when every bar holds.
const names = process.argv.slice(2).filter((argument) => argument !== "--write");
const report: Report = {};
for (const name of chosen(names)) {
  process.stdout.write(`Measuring ${name} …\n`);
  report[name] = await FIGURES[name].measure();
}
const markdown = toMarkdown(report, new Date());
process.stdout.write(`\n${markdown}\n\n`);
if (process.argv.includes("--write")) writeFileSync(RESULTS, `# Results\n\n${READ}\n\n${markdown}\n`);
const wrong = missed(report);
process.stdout.write(wrong.length === 0 ? "Every bar holds.\n" : `Missed: ${wrong.join(", ")}.\n`);
process.exit(wrong.length === 0 ? 0 : 1);
