import { stripVTControlCharacters } from "node:util";

/**
 * What one runner did. `problems`: a line for everything that counts as failed, with what and where; it stands at the end of a long run.
 * @typedef {{ passed: number, problems: string[] }} Results
 */

/**
 * The results of a Vitest run. Files that could not be loaded, skipped tests and errors outside of tests count as failed, and so does a run
 * without tests.
 * @param {any} report what its json reporter wrote; null when it wrote nothing
 * @param {number} code exit code
 * @returns {Results}
 */
export function fromVitest(report, code) {
  const files = report?.testResults ?? [];
  const tests = files.flatMap((file) => file.assertionResults.map((test) => ({ ...test, file: file.name })));
  const failed = tests.filter(isFailed);
  const skipped = tests.filter((test) => !["passed", "failed"].includes(test.status));
  const unloaded = files.filter((file) => file.status === "failed" && !file.assertionResults.some(isFailed));
  return settle("Vitest", code, {
    passed: tests.length - failed.length - skipped.length,
    problems: [
      ...failed.map((test) => failure(`${test.fullName} (${test.file})`, test.failureMessages?.[0])),
      ...skipped.map((test) => `skipped: ${test.fullName} (${test.file})`),
      ...unloaded.map((file) => failure(`${file.name}, outside of its tests`, file.message)),
    ],
  });
}

function isFailed({ status }) {
  return status === "failed";
}

/**
 * The results of a Playwright run. Skipped tests, tests that passed only when repeated, and errors outside of tests count as failed, and so
 * does a run without tests.
 * @param {any} report what its json reporter wrote; null when it wrote nothing
 * @param {number} code exit code
 * @returns {Results}
 */
export function fromPlaywright(report, code) {
  const tests = (report?.suites ?? []).flatMap(testsOf);
  const having = (status) => tests.filter((test) => test.status === status);
  return settle("Playwright", code, {
    passed: having("expected").length,
    problems: [
      ...having("unexpected").map(({ title, message }) => failure(title, message)),
      ...having("skipped").map(({ title }) => `skipped: ${title}`),
      ...having("flaky").map(({ title }) => `passed only when tried again: ${title}`),
      ...(report?.errors ?? []).map(({ message }) => `error: ${firstLine(message)}`),
    ],
  });
}

function testsOf(suite) {
  const own = (suite.specs ?? []).flatMap((spec) =>
    spec.tests.map(({ status, results }) => ({
      title: `${spec.title} (${spec.file})`,
      status,
      message: results?.find(({ error }) => error)?.error.message,
    })),
  );
  return [...own, ...(suite.suites ?? []).flatMap(testsOf)];
}

function failure(where, message) {
  return message ? `failed: ${where}: ${firstLine(message)}` : `failed: ${where}`;
}

/** Of a message that may be in colours. */
function firstLine(message) {
  return stripVTControlCharacters(String(message)).trim().split("\n")[0];
}

/** Adds a problem for a run without tests, or with a bad exit code that nothing explains. */
function settle(runner, code, { passed, problems }) {
  if (passed + problems.length === 0) return { passed, problems: [`${runner} ran no test`] };
  if (code !== 0 && problems.length === 0) return { passed, problems: [`${runner} ended with code ${code}`] };
  return { passed, problems };
}

/** The sum of several runs. */
export function add(results) {
  return {
    passed: results.reduce((sum, { passed }) => sum + passed, 0),
    problems: results.flatMap(({ problems }) => problems),
  };
}

/** The last line of `npm test`. */
export function summaryLine({ passed, problems }) {
  return `${passed} passed, ${problems.length} failed`;
}

/** Whether tests passed and nothing failed. */
export function isGood({ passed, problems }) {
  return passed > 0 && problems.length === 0;
}
