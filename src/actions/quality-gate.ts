import { defineAction } from "../action.ts";
import { choice, path as pathInput } from "../inputs.ts";
import { baselineInput, nativesInput, projectInputs, tokenInput } from "./project-inputs.ts";

const inputs = {
  ...projectInputs,
  metrics: pathInput("JSON file of metric names and numbers; default: the trained model's"),
  ...baselineInput,
  predictions: pathInput("File of the test rows' predictions (CSV or Parquet); default: the trained model's"),
  model: pathInput("Folder of the model that the metrics belong to; default: the trained model's"),
  "on-inconclusive": choice(
    "Whether a gate that cannot decide lets the step succeed or fail; default: gate.on_inconclusive",
    ["neutral", "fail"],
  ),
  ...nativesInput,
  ...tokenInput,
};

/** Judges a model by the rules in `gate.rules`. */
export const qualityGate = defineAction({
  name: "quality-gate",
  description: "Fails the job when a model's metrics break the rules",
  inputs,
  outputs: {
    "failed-rules": "Names of the rules that do not hold, as a JSON list",
    metrics: "Path of the metrics that were judged",
    baseline: "What the model was compared with",
  },
  async run(context) {
    const [{ checkRules }, { judgeGate }] = await Promise.all([
      import("../gate/check-rules.ts"),
      import("./judge-gate.ts"),
    ]);
    checkRules(context.project.config.gate.rules, context.project.place);
    return judgeGate(context, context.inputs["on-inconclusive"]);
  },
});
