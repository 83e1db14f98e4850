import * as z from "zod";
import { UserError } from "../errors.ts";

/** Digests of test rows that are remembered: a project seldom has more than one at a time. */
const mostDigests = 10;

/** What `evidence/looks.json` holds: how often which test rows were judged on, the last ones last. */
export const looksSchema = z.strictObject({
  schema: z.literal("mlops/looks@1"),
  looks: z
    .array(
      z.strictObject({
        evaluation: z
          .string()
          .regex(/^[0-9a-f]{64}$/)
          .describe("Digest of the test rows' identities and actual values"),
        count: z.int().min(1).max(1_000_000_000).describe("How often a gate has judged on them"),
      }),
    )
    .max(mostDigests),
});

/** How often which test rows were judged on, by their digest; the last ones last. */
export type Looks = ReadonlyMap<string, number>;

/** Parses `looks.json`. Throws UserError. */
export function parseLooks(text: string, file: string): Looks {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new UserError(`Cannot read "${file}": it is not JSON`, { file, cause });
  }
  const result = looksSchema.safeParse(value);
  if (result.success) return new Map(result.data.looks.map(({ evaluation, count }) => [evaluation, count]));
  const issue = result.error.issues[0];
  throw new UserError(`Cannot read "${file}": ${issue?.path.join(".")}: ${issue?.message}`, { file });
}

/** The looks of before, and `more` at these test rows, which are now the last; the oldest are forgotten. */
export function addLooks(before: Looks, evaluation: string, more: number): Looks {
  const others = [...before].filter(([digest]) => digest !== evaluation);
  const count = (before.get(evaluation) ?? 0) + more;
  return new Map([...others.slice(1 - mostDigests), [evaluation, count]]);
}

/** The text of `looks.json`. */
export function renderLooks(looks: Looks): string {
  const list = [...looks].map(([evaluation, count]) => ({ evaluation, count }));
  return `${JSON.stringify({ schema: "mlops/looks@1", looks: list }, null, 1)}\n`;
}
