import * as z from "./draft.ts";

const file = z.string().min(1).max(4096);
const files = z.array(file).min(1).max(1000);
const command = z.string().min(1).max(100_000);

/** A time span in words: `90`, `90s`, `30m`, `2h`, `1h 30m`; a number is seconds. */
const span = z.union([
  z.number().gt(0),
  z.string().regex(/^\s*(?:\d+(?:\.\d+)?\s*[smhd]\s*)+$/, "expected a time span such as 90s, 30m or 2h"),
]);

/** Keys of `train` for the user's own program, and for models that were trained elsewhere. */
export const programKeys = {
  command: command.optional().describe("What trains, as in a run step of a workflow; needs engine: command"),
  predict_command: command
    .optional()
    .describe("What predicts: reads MLOPS_INPUT and MLOPS_MODEL_DIR, writes MLOPS_OUTPUT"),
  inputs: files.optional().describe("The program's files, as patterns: a change of one of them trains again"),
  params_files: files
    .optional()
    .describe("YAML or JSON files with parameters of the program, kept as the model's"),
  metrics: z.union([file, files]).optional().describe("Files of metrics that the program writes"),
  predictions: file
    .optional()
    .describe("CSV or Parquet file of the test rows' predictions that the program writes, by row_id"),
  model: file
    .optional()
    .describe(
      "File or folder of the model; default: what lies in MLOPS_MODEL_DIR. With engine: external, its place",
    ),
  code_paths: files
    .optional()
    .describe("Files and folders of Python that loading the model needs; they go into its folder code/"),
  sha256: z
    .string()
    .regex(/^[0-9a-fA-F]{64}$/, "expected 64 hexadecimal digits")
    .optional()
    .describe("Digest of an external model's file"),
  plots: files.optional().describe("CSV files and images that the program writes, for the report"),
  timeout: span.optional().describe("How long the program may run, such as 30m or 2h"),
  cost_per_minute: z
    .number()
    .min(0)
    .optional()
    .describe(
      "US dollars a minute of the machine, for the report; default: GitHub's list price on its runners",
    ),
  cache: z
    .boolean()
    .optional()
    .describe("Whether an unchanged training is taken from the cache; default: true"),
};

/** The milliseconds of a time span of the configuration. */
export function spanOf(span: number | string): number {
  if (typeof span === "number") return span * 1000;
  const units = { s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };
  let sum = 0;
  for (const [, count, unit] of span.matchAll(/(\d+(?:\.\d+)?)\s*([smhd])/g))
    sum += Number(count) * units[unit as keyof typeof units];
  return sum;
}

/** Keys of engines that learn here. */
const ownKeys = ["series", "cross_validation", "search", "calibrate", "onnx_opset"] as const;

/** Refuses keys that the engine would not heed, as issues at their places. */
export function refuseForeignKeys(
  train: { engine: string; features: object } & {
    [Key in keyof typeof programKeys | (typeof ownKeys)[number]]?: unknown;
  },
  context: { addIssue(issue: { code: "custom"; message: string; path: string[] }): void },
): void {
  const refuse = (key: string, message: string): void =>
    context.addIssue({ code: "custom", message, path: [key] });
  const { engine } = train;
  if (engine === "command" && train.command === undefined)
    refuse("engine", "engine command needs train.command, such as python train.py");
  if (engine === "external" && train.model === undefined)
    refuse("engine", "engine external needs train.model, the model's place");
  const isForeign = engine === "command" || engine === "external";
  if (!isForeign)
    for (const key of Object.keys(programKeys) as (keyof typeof programKeys)[])
      if (train[key] !== undefined && key !== "cache")
        refuse(key, `train.${key} is for a program of your own: set engine: command`);
  if (!isForeign) return;
  const features = Object.values(train.features).some((value) => value !== undefined) ? ["features"] : [];
  for (const key of [...ownKeys.filter((each) => train[each] !== undefined), ...features])
    refuse(key, `train.${key} is for the engines that learn here: with engine ${engine} it has no meaning`);
}
