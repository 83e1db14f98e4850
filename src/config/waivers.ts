import * as z from "./draft.ts";

/** `gate.waivers`: which rules may fail for a while, and who answers for it. */
export const waiversSchema = z.array(
  z.strictObject({
    rule: z.string().min(1).max(1000).describe("Name of the rule, or its metric"),
    slice: z
      .string()
      .min(1)
      .max(1000)
      .optional()
      .describe("The slice that is meant, as column=value; default: all of the rule"),
    until: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}$/, "expected a date such as 2026-01-31")
      .refine(isDate, { error: "there is no such day" })
      .describe("The last day that it counts, such as 2026-01-31 (UTC)"),
    reason: z.string().min(1).max(10_000).describe("Why, for the report"),
    by: z.string().min(1).max(1000).describe("Who answers for it"),
  }),
);

/** One of `gate.waivers`. */
export type Waiver = z.infer<typeof waiversSchema>[number];

function isDate(text: string): boolean {
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
