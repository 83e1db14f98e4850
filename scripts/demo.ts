import { spawnSync } from "node:child_process";
import { cpSync, existsSync } from "node:fs";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");
const example = path.join(root, "examples", "diamonds");
const source = path.join(root, "node_modules", "@observablehq", "sample-datasets", "diamonds.csv");
const data = path.join(example, "data", "diamonds.csv");

console.log("The pull-request check of examples/diamonds: 53,940 diamonds, what is the price of each?\n");
if (!existsSync(data)) cpSync(source, data);
const started = performance.now();
const { status } = spawnSync(process.execPath, [path.join(root, "dist", "mlops.js"), "run"], {
  cwd: example,
  stdio: "inherit",
});
const seconds = ((performance.now() - started) / 1000).toFixed(1);
if (status === 0) {
  const folder = path.join(example, ".mlops", "diamonds");
  console.log(`
Done in ${seconds} s. What came of it:
  ${path.join(folder, "report.html")}   the report, as a page
  ${path.join(folder, "model")}${path.sep}   the model, ONNX in an MLflow directory
  ${path.join(folder, "evidence")}${path.sep}   metrics, predictions, profile, manifest

Try next:
  cd examples/diamonds && node ../../dist/mlops.js report --open
  change examples/diamonds/mlops.yml (raise gate.rules[0].min to 0.999) and run "npm run demo" again
  in your own repository: node "${path.join(root, "dist", "mlops.js")}" init your-data.csv
`);
}
process.exitCode = status ?? 1;
