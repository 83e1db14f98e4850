import { UserError } from "../errors.ts";
import { didYouMean } from "../nearest.ts";
import type { Matrix } from "./matrix.ts";
import { either, type NamedNumbers, namedNumbers, oneOf, type Parameter } from "./parameters.ts";

/** `{ income: 1, age: -1 }`: by feature, whether predictions may only rise (1) or only fall (-1) with it. */
const expected = "features with 1 (rising) or -1 (falling), such as { income: 1, age: -1 }";
const directions = namedNumbers(-1, 1, expected);

/** Monotone constraints, as scikit-learn takes them by the names of features. */
export const monotone: Parameter = {
  ...either(directions, oneOf(null)),
  accepts: (value) =>
    value === null ||
    (directions.accepts(value) && Object.values(value as NamedNumbers).every(Number.isInteger)),
  expected,
};

/**
 * The direction of each feature, 0 where there is none. Throws UserError for a name that no feature has; `engine` and
 * `parameter` are for its message.
 */
export function readMonotone(
  named: NamedNumbers | null,
  names: readonly string[],
  { engine, parameter }: { engine: string; parameter: string },
): Int8Array {
  const found = new Int8Array(names.length);
  for (const [name, direction] of Object.entries(named ?? {})) {
    const at = names.indexOf(name);
    if (at < 0)
      throw new UserError(
        `Cannot train ${engine}: "${parameter}" names "${name}", which is no feature${didYouMean(name, names)}`,
        {
          hint: "Features are columns that are used; of a text or date they are its parts, such as sold.month",
        },
      );
    found[at] = direction;
  }
  return found;
}

/** Throws UserError for a direction of a column of categories, which have no order. */
export function refuseOrder(
  { names, categories }: Matrix,
  directions: Int8Array,
  { engine, parameter }: { engine: string; parameter: string },
): void {
  const column = directions.findIndex((direction, at) => direction !== 0 && (categories?.[at] ?? 0) > 0);
  if (column >= 0)
    throw new UserError(
      `Cannot train ${engine}: "${parameter}" names "${names[column]}", whose categories have no order`,
      { hint: `Set train.features.columns.${names[column]}.encode: ordinal, or remove it` },
    );
}
