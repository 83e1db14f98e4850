import { UserError } from "../errors.ts";
import { type Profile, profileSchema } from "./profile-schema.ts";

/** Whether a JSON file that begins like this is a profile, of whatever version. */
export function isProfile(head: string): boolean {
  return /^\s*\{\s*"schema"\s*:\s*"mlops\/profile@/.test(head);
}

/** Reads a profile that `validate-data` wrote. Throws UserError that says what is wrong with it. */
export function parseProfile(text: string, source: string): Profile {
  const refuse = (why: string): UserError =>
    new UserError(`Cannot use the profile "${source}": ${why}`, {
      file: source,
      hint: "Write it again: validate-data leaves it at .mlops/<name>/profile.json",
    });
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw refuse("it is no JSON");
  }
  const parsed = profileSchema.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw refuse(`${issue?.path.join(".") || "it"}: ${issue?.message ?? "is not valid"}`);
  }
  for (const { histogram, count, infinite = 0 } of parsed.data.columns) {
    if (count > parsed.data.rows || infinite > count)
      throw refuse("a column has more values than there are rows");
    if (histogram === undefined) continue;
    const { edges, counts } = histogram;
    if (edges.length !== counts.length + 1 || edges.some((edge, i) => i > 0 && !(edge > edges[i - 1]!)))
      throw refuse("a histogram's edges do not ascend, or are not one more than its counts");
  }
  return parsed.data;
}
