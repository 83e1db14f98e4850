import * as z from "./draft.ts";
import { paramValue } from "./param-value.ts";

const range = z
  .strictObject({
    min: z.number().describe("The least value"),
    max: z.number().describe("The greatest value"),
    log: z.boolean().optional().describe("Whether each order of magnitude is as likely as another"),
    integer: z.boolean().optional().describe("Whether values are whole; default: where both ends are"),
  })
  .refine(({ min, max }) => min < max, { error: "min must be below max", path: ["min"] })
  .refine(({ min, log }) => !log || min > 0, { error: "with log, min must be above 0", path: ["min"] });

/** `train.search`: parameters that are tried. */
export const searchSection = z.strictObject({
  method: z
    .enum(["grid", "random", "halving"])
    .default("random")
    .describe("All combinations; some at random; or many on few rows, of which the better ones get more"),
  params: z
    .record(
      z.string().min(1),
      z.union([z.array(paramValue).min(1).max(1000), range], {
        error: "expected a list of values, or a range such as { min: 1, max: 10 }",
      }),
    )
    .refine((params) => Object.keys(params).length > 0, { error: "expected at least one parameter" })
    .describe(
      "The engine's parameters: a list of values, or a range such as { min: 0.01, max: 1, log: true }",
    ),
  metric: z
    .string()
    .min(1)
    .optional()
    .describe("What the best is best in; default: rmse for numbers, log_loss for classes"),
  trials: z
    .int()
    .min(1)
    .max(1000)
    .default(20)
    .describe("How many combinations are tried, of random and halving"),
  minutes: z
    .number()
    .gt(0)
    .max(1440)
    .optional()
    .describe("No trial begins later; what is found then depends on the machine's speed"),
});
