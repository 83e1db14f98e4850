import * as z from "./draft.ts";

/** `report`: where results are shown. */
export const reportSection = z.strictObject({
  comment: z.boolean().default(true).describe("Comment on the pull request"),
  summary: z.boolean().default(true).describe("Write the job summary"),
  check: z
    .boolean()
    .default(false)
    .describe("Write a check run beside the commit; the job needs the permission checks: write"),
  show_values: z
    .boolean()
    .optional()
    .describe(
      "Show a few of the values that break a check, never personal ones; default: in a terminal, not on GitHub",
    ),
  failed_rows: z
    .boolean()
    .default(false)
    .describe(
      "Write the rows that break checks to failed-rows.csv beside the profile, without personal data",
    ),
  history: z
    .enum(["bundle", "branch", "none"])
    .default("bundle")
    .describe(
      'Where the metrics of runs on the default branch are kept: in the bundles that they save, on the branch "mlops-history", or nowhere',
    ),
});
