import { checksSection } from "./checks.ts";
import { dataSection } from "./data.ts";
import { projectName } from "./default-config.ts";
import * as z from "./draft.ts";
import { gateSection } from "./gate.ts";
import { notifySection } from "./notify.ts";
import { reportSection } from "./report.ts";
import { trainSection } from "./train.ts";

/** `mlops.yml` as a whole; published as a JSON Schema for editors. */
export const configSchema = z.strictObject({
  version: z.literal(1).describe("Version of this format"),
  name: z
    .string()
    .regex(projectName, "expected up to 80 letters, digits, dots, dashes and underscores")
    .optional()
    .describe("Name of the model; default: the data file's name"),
  data: dataSection.prefault({}).describe("The data and how its rows are identified and divided"),
  checks: checksSection.default([]).describe("What must hold for the data"),
  suites: z
    .array(z.string().min(1))
    .default([])
    .describe(
      "Files of other tools with more checks: Great Expectations, Soda, dbt, Table Schema, Data Package",
    ),
  strict_suites: z
    .boolean()
    .default(false)
    .describe("Whether a rule of a suite that is not supported is an error instead of a warning"),
  train: trainSection.prefault({}).describe("How the model is trained"),
  gate: gateSection.prefault({}).describe("What the model must reach"),
  report: reportSection.prefault({}).describe("Where results are shown"),
  notify: notifySection.default([]).describe("Who is told of a run, for the action notify"),
});

/** The configuration with every default filled in. */
export type Config = z.infer<typeof configSchema>;
/** One entry of `gate.rules`, with its defaults filled in. */
export type Rule = Config["gate"]["rules"][number];
