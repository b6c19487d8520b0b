/**
 * What one runner did. `problems`: a line for everything that counts as failed besides failed tests, such as skipped ones.
 * @typedef {{ passed: number, failed: number, problems: string[] }} Results
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
  const unloaded = files.filter((file) => file.status === "failed" && !file.assertionResults.some(isFailed));
  const tests = files.flatMap((file) => file.assertionResults.map((test) => ({ ...test, file: file.name })));
  const skipped = tests.filter((test) => !["passed", "failed"].includes(test.status));
  return settle("Vitest", code, {
    passed: tests.filter((test) => test.status === "passed").length,
    failed: tests.filter(isFailed).length,
    problems: [
      ...unloaded.map((file) => `failed outside of its tests: ${file.name}`),
      ...skipped.map((test) => `skipped: ${test.fullName} (${test.file})`),
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
    failed: having("unexpected").length,
    problems: [
      ...having("skipped").map(({ title }) => `skipped: ${title}`),
      ...having("flaky").map(({ title }) => `passed only when tried again: ${title}`),
      ...(report?.errors ?? []).map(({ message }) => `error: ${String(message).split("\n")[0]}`),
    ],
  });
}

function testsOf(suite) {
  const own = (suite.specs ?? []).flatMap((spec) =>
    spec.tests.map((test) => ({ title: `${spec.title} (${spec.file})`, status: test.status })),
  );
  return [...own, ...(suite.suites ?? []).flatMap(testsOf)];
}

/** Counts the problems as failed, and adds one for a run without tests, or with a bad exit code that nothing explains. */
function settle(runner, code, { passed, failed, problems }) {
  const all = [...problems];
  if (passed + failed + all.length === 0) all.push(`${runner} ran no test`);
  else if (code !== 0 && failed + all.length === 0) all.push(`${runner} ended with code ${code}`);
  return { passed, failed: failed + all.length, problems: all };
}

/** The sum of several runs. */
export function add(results) {
  return {
    passed: results.reduce((sum, { passed }) => sum + passed, 0),
    failed: results.reduce((sum, { failed }) => sum + failed, 0),
    problems: results.flatMap(({ problems }) => problems),
  };
}

/** The last line of `npm test`. */
export function summaryLine({ passed, failed }) {
  return `${passed} passed, ${failed} failed`;
}

/** Whether tests passed and nothing failed. */
export function isGood({ passed, failed }) {
  return passed > 0 && failed === 0;
}
