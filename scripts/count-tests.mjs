// Reads vitest's JSON report and prints, as the last line, how many tests passed, failed and were skipped. A file
// that could not be loaded counts as one failed test. Fails unless all passed: a skipped test is one nobody ran.
import { readFileSync } from "node:fs";

const [, , file] = process.argv;
const { testResults } = JSON.parse(readFileSync(file, "utf8"));
const tests = testResults.flatMap((each) => each.assertionResults);
const passed = tests.filter((each) => each.status === "passed");
const failed = tests.filter((each) => each.status === "failed");
const skipped = tests.filter((each) => !["passed", "failed"].includes(each.status));
const unloaded = testResults.filter(
  (each) => each.status === "failed" && !each.assertionResults.some(({ status }) => status === "failed"),
);
for (const each of unloaded) console.log(`FAILED ${each.name}: ${each.message}`);
for (const each of failed) console.log(`FAILED ${each.fullName}`);
for (const each of skipped) console.log(`SKIPPED ${each.fullName}`);
console.log(`${passed.length} passed, ${failed.length + unloaded.length} failed, ${skipped.length} skipped`);
process.exitCode = passed.length > 0 && passed.length === tests.length && unloaded.length === 0 ? 0 : 1;
