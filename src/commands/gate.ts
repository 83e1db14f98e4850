import type { Context } from "../action.ts";
import { loadProject } from "../actions/project.ts";
import { baselineInput } from "../actions/project-inputs.ts";
import { UserError } from "../errors.ts";
import { checkRules } from "../gate/check-rules.ts";
import { number, path as pathInput } from "../inputs.ts";
import { didYouMean } from "../nearest.ts";
import type { Report } from "../report.ts";
import { screenOptions } from "../runner/screen-options.ts";
import { renderTerminal } from "../terminal/render-terminal.ts";
import { defineCommand } from "./command.ts";

const inputs = {
  config: pathInput("The project's configuration").default("mlops.yml"),
  "working-directory": pathInput("Folder that paths start from").default("."),
  predictions: pathInput("File of the test rows' predictions (CSV or Parquet); default: the trained model's"),
  ...baselineInput,
  runs: number("simulate: sets of test rows that are drawn; default: as many as take some ten seconds", {
    min: 10,
    max: 100_000,
    integer: true,
  }),
  bundles: pathInput(
    "simulate: bundles or evidence of earlier runs, or a folder of them, to judge by today's rules",
  ),
  seeds: number("noise: how many seeds the model is trained with", {
    min: 2,
    max: 100,
    integer: true,
  }).default("5"),
};

const tasks = ["simulate", "noise"] as const;

/** Says how often the gate would be wrong, and how much of a metric is chance of the training. */
export const gate = defineCommand({
  name: "gate",
  description:
    "simulate: how often the rules would be wrong, and what they can find; noise: what another seed changes",
  usage:
    "gate simulate [--runs 1000] [--predictions file] [--baseline path] | gate simulate --bundles folder | gate noise [--seeds 5] [--config mlops.yml] [--working-directory folder] [--json]",
  inputs,
  async run(context) {
    const { files, words, json, write } = context;
    const [name = "", ...more] = words;
    const task = tasks.find((each) => each === name);
    if (task === undefined)
      throw new UserError(
        `Cannot run "mlops gate${name && ` ${name}`}": it is simulate or noise${didYouMean(name, tasks)}`,
        {
          hint: '"mlops gate simulate" says how often the rules would be wrong; "mlops gate --help" lists the flags',
        },
      );
    if (more.length > 0 && (task === "noise" || context.inputs.bundles === undefined))
      throw new UserError(`Cannot run "mlops gate ${task}": unexpected "${more[0]}"`, {
        hint: "Values follow their flag, for example --runs 200",
      });
    const project = await loadProject(files, context.inputs);
    checkRules(project.config.gate.rules, project.place);
    const report = await runTask(task, { ...context, project }, more);
    write(json ? `${JSON.stringify(report, null, 2)}\n` : renderTerminal(report, screenOptions()));
    return 0;
  },
});

/** The command's flags, read. */
export type GateInputs = Context<typeof inputs>["inputs"];

/** What one of the two tasks reports; `more` are further bundles. */
export async function runTask(
  task: (typeof tasks)[number],
  context: Context<typeof inputs>,
  more: readonly string[],
): Promise<Report> {
  const { inputs: given } = context;
  if (task === "noise") {
    const { measureNoise } = await import("../actions/measure-noise.ts");
    return measureNoise(context, { seeds: given.seeds });
  }
  if (given.bundles !== undefined) {
    const { replayGate } = await import("../actions/replay-gate.ts");
    return replayGate(context, [given.bundles, ...more]);
  }
  const { simulateGate } = await import("../actions/simulate-gate.ts");
  return simulateGate(context, { runs: given.runs });
}
