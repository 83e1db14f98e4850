import * as z from "zod";

const count = z.int().min(0);

const checkSchema = z
  .strictObject({
    row_count: z
      .strictObject({
        min: count.optional().describe("The table must have at least this many rows"),
        max: count.optional().describe("The table must have at most this many rows"),
      })
      .refine((range) => range.min !== undefined || range.max !== undefined, {
        error: "row_count needs min, max or both",
      })
      .refine((range) => (range.min ?? 0) <= (range.max ?? Infinity), {
        error: "min is greater than max",
        path: ["min"],
      })
      .optional()
      .describe("How many rows the table must have"),
    column: z.string().min(1).optional().describe("Name of the column that the other keys constrain"),
    type: z
      .enum(["integer", "number", "boolean", "date", "datetime", "text"])
      .optional()
      .describe("Every value must be of this type; dates are ISO 8601"),
    required: z.boolean().optional().describe("No cell may be missing"),
    unique: z.boolean().optional().describe("No value may occur twice; missing cells are ignored"),
    min: z
      .union([z.number(), z.string().min(1)])
      .optional()
      .describe("Smallest allowed value: a number, or an ISO 8601 date"),
    max: z
      .union([z.number(), z.string().min(1)])
      .optional()
      .describe("Largest allowed value: a number, or an ISO 8601 date"),
    pattern: z
      .string()
      .min(1)
      .optional()
      .describe("Regular expression (RE2 syntax, no look-around) that each value must match somewhere"),
    enum: z
      .array(z.union([z.string(), z.number(), z.boolean()]))
      .min(1)
      .optional()
      .describe("The values that are allowed"),
    min_length: count.optional().describe("Fewest characters of a value"),
    max_length: count.optional().describe("Most characters of a value"),
    severity: z
      .enum(["error", "warning"])
      .optional()
      .describe("Whether a broken check fails the job (default) or is only reported"),
    name: z.string().min(1).optional().describe("Name of the check in reports; default: made from its keys"),
  })
  .refine((check) => (check.row_count === undefined) !== (check.column === undefined), {
    error: 'a check needs either "row_count" or "column"',
  })
  .refine((check) => check.row_count === undefined || constraintCount(check) === 1, {
    error: '"row_count" cannot be combined with the constraints of a column',
    path: ["row_count"],
  })
  .refine((check) => check.column === undefined || constraintCount(check) > 0, {
    error:
      "the check constrains nothing: add type, required, unique, min, max, pattern, enum, min_length or max_length",
    path: ["column"],
  })
  .refine(({ min, max }) => typeof min !== "number" || typeof max !== "number" || min <= max, {
    error: "min is greater than max",
    path: ["min"],
  })
  .refine((check) => (check.min_length ?? 0) <= (check.max_length ?? Infinity), {
    error: "min_length is greater than max_length",
    path: ["min_length"],
  });

/** The section `checks` of mlops.yml; its entries are `Check`s. */
export const checksSection = z.array(checkSchema);

/** How many keys of an entry are constraints. */
function constraintCount(check: object): number {
  const others = new Set(["column", "severity", "name"]);
  return Object.entries(check).filter(([key, value]) => value !== undefined && !others.has(key)).length;
}
