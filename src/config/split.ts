import * as z from "./draft.ts";

const share = z.number().gt(0).lt(1);

/** How rows are divided; a row's part depends on the seed and its own identity alone. */
export const splitSection = z
  .strictObject({
    test: share.default(0.2).describe("Share of the rows held out for evaluation"),
    validation: share
      .optional()
      .describe(
        "Share of the rows on which a training is stopped, probabilities calibrated, a threshold chosen",
      ),
    seed: z
      .int()
      .min(0)
      .max(2 ** 32 - 1)
      .default(42)
      .describe("Seed of the split"),
    stratify: z.boolean().default(false).describe("Keep the class shares equal in all parts"),
    group: z
      .string()
      .min(1)
      .optional()
      .describe("Column whose equal values stay in one part, such as the patient; no feature then"),
    time: z.string().min(1).optional().describe("Column of dates: the latest rows are the test rows"),
    horizon: z
      .int()
      .min(1)
      .max(100_000)
      .optional()
      .describe("How many steps of time ahead are predicted; default 1"),
    gap: z
      .int()
      .min(0)
      .max(100_000)
      .optional()
      .describe("Steps of time between training and test rows; default: horizon - 1"),
    column: z
      .string()
      .min(1)
      .optional()
      .describe("Column that says of each row train, validation or test; no feature then"),
  })
  .superRefine(({ test, validation = 0, stratify, group, time, column, horizon, gap }, context) => {
    if (test + validation >= 1)
      context.addIssue({
        code: "custom",
        message: "test and validation leave no rows to train on",
        path: ["validation"],
      });
    if (validation > 0 && column !== undefined)
      context.addIssue({ code: "custom", message: "it cannot stand beside column", path: ["validation"] });
    for (const [key, value] of Object.entries({ horizon, gap }))
      if (value !== undefined && time === undefined)
        context.addIssue({ code: "custom", message: "it needs data.split.time", path: [key] });
    const used = Object.entries({ column, group, time, stratify }).flatMap(([key, value]) =>
      value ? [key] : [],
    );
    if (used.length > 1)
      context.addIssue({
        code: "custom",
        message: `it cannot stand beside ${used[1]}: rows are divided in one way`,
        path: [used[0]!],
      });
  });
