import { UserError } from "../errors.ts";
import { didYouMean } from "../nearest.ts";

/** `income: 1, age: -1`: by feature, whether predictions may only rise (1) or only fall (-1) with it. */
const entry = /^\s*(.+?)\s*:\s*([+-]?1|0)\s*$/;

/** Whether a text has the form of monotone constraints. */
export function isMonotone(value: unknown): boolean {
  return typeof value === "string" && value.split(",").every((each) => entry.test(each));
}

/** The direction of each feature, 0 where there is none. Throws UserError for a name that no feature has. */
export function readMonotone(text: string | null, names: readonly string[]): Int8Array {
  const directions = new Int8Array(names.length);
  for (const each of text === null ? [] : text.split(",")) {
    const [, name = "", direction] = entry.exec(each) ?? [];
    const at = names.indexOf(name);
    if (at < 0)
      throw new UserError(
        `Cannot train gradient boosting: "monotone_constraints" names "${name}", which is no feature${didYouMean(name, names)}`,
        {
          hint: "Features are columns that are used; of a text or date they are its parts, such as sold.month",
        },
      );
    directions[at] = Number(direction);
  }
  return directions;
}
