import { studyCoverage } from "./gate/coverage.ts";
import { studyFamilies } from "./gate/families.ts";
import { studyMargins } from "./gate/margins.ts";
import { studyPushes } from "./gate/pushes.ts";
import { studySpeed } from "./gate/speed.ts";
import { studyWhole } from "./gate/whole.ts";

/**
 * What the gate's verdicts and intervals hold of what they promise, by simulation: rates with their Monte-Carlo standard
 * errors; the seed of study k is k. Prints Markdown; scripts/bench/results/gate.md is such a run.
 * usage: npm run bench gate [simulations [study …]]; studies: margins, families, pushes, coverage, speed, whole; of a source
 * of rows alone, coverage:normal; of one number of them, coverage:normal:200, or of one metric margins:f1:2000. MLOPS_PYTHON names a Python with scipy and scikit-learn.
 * Bars: pass ≤ 2.5 % where the true loss is the margin; of equal models fail ≤ 2.5 %, and pass ≥ 80 % at the rows needed;
 * coverage 93.5–96.5 % but for lognormal rows; three times scipy's vectorised speed, fifty times scikit-learn's in a loop; a whole
 * gate of six metrics and five slices of 5,000 rows in 1.5 s, of a million rows in 10 s and 600 MB.
 */
const [simulations = "400", ...asked] = process.argv.slice(2);
const studies: Readonly<
  Record<string, readonly [title: string, run: (simulations: number, of?: string, size?: number) => void]>
> = {
  margins: ["A true loss equal to the margin", studyMargins],
  families: ["Equal models, three rules, eight slices", studyFamilies],
  pushes: ["Twenty pushes in a row (2,000 rows, margin 1.5 points, anchor 3 points)", studyPushes],
  coverage: ["Coverage of 95 % intervals", studyCoverage],
  speed: ["Speed", studySpeed],
  whole: ["Whole processes", studyWhole],
};
console.log("# The gate's error rates\n\nBy `npm run bench gate`: rates ± Monte-Carlo standard error.");
for (const name of asked.length > 0 ? asked : Object.keys(studies)) {
  const [study = "", of, size] = name.split(":");
  const [title, run] = studies[study]!;
  console.log(`\n## ${title}`);
  run(Number(simulations), of, size === undefined ? undefined : Number(size));
}
