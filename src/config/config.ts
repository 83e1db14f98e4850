import * as z from "zod";
import { checksSection } from "./checks.ts";
import { dataSection } from "./data.ts";
import { gateSection } from "./gate.ts";
import { reportSection } from "./report.ts";
import { trainSection } from "./train.ts";

// zod would compile each schema into code of its own at the first parse: slower for one small file, and code
// that is made at run time.
z.config({ jitless: true });

/** A project's name: it becomes a folder, an artifact's name and a comment's marker. */
export const projectName = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/,
    "expected up to 80 letters, digits, dots, dashes and underscores",
  );

/** `mlops.yml` as a whole; published as a JSON Schema for editors. */
export const configSchema = z.strictObject({
  version: z.literal(1).describe("Version of this format"),
  name: projectName.optional().describe("Name of the model; default: the data file's name"),
  data: dataSection.prefault({}).describe("The data and how its rows are identified and divided"),
  checks: checksSection.default([]).describe("What must hold for the data"),
  train: trainSection.prefault({}).describe("How the model is trained"),
  gate: gateSection.prefault({}).describe("What the model must reach"),
  report: reportSection.prefault({}).describe("Where results are shown"),
});

/** The configuration with every default filled in. */
export type Config = z.infer<typeof configSchema>;
/** One entry of `gate.rules`, with its defaults filled in. */
export type Rule = Config["gate"]["rules"][number];
