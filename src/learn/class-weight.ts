import { UserError } from "../errors.ts";
import { didYouMean } from "../nearest.ts";
import { either, isNamed, type NamedNumbers, namedNumbers, oneOf, type Parameter } from "./parameters.ts";

/** What each class weighs: the same for all together (`balanced`), or a number by its label, 1 where none is given. */
export type ClassWeight = "balanced" | NamedNumbers | null;

/** scikit-learn's `class_weight`, with `others` that it has for an engine. */
export const classWeight = (...others: readonly string[]): Parameter =>
  either(
    oneOf("balanced", ...others, null),
    namedNumbers(0, 1e9, "a weight by class, such as { no: 1, yes: 5 }"),
  );

/**
 * The weight of each class by its code. `sums` has the weight of each class's rows: balanced classes weigh, all their
 * rows together, the same. Throws UserError for a name that no class has.
 */
export function weighClasses(
  wanted: ClassWeight,
  sums: Float64Array,
  labels: readonly string[] = [],
): Float64Array {
  if (wanted === "balanced") {
    const total = sums.reduce((sum, each) => sum + each, 0);
    const present = sums.filter((each) => each > 0).length;
    return sums.map((each) => (each > 0 ? total / (present * each) : 1));
  }
  const weights = new Float64Array(sums.length).fill(1);
  if (!isNamed(wanted)) return weights;
  for (const [label, weight] of Object.entries(wanted)) {
    const code = labels.indexOf(label);
    if (code < 0)
      throw new UserError(
        `Cannot train: "class_weight" names "${label}", which is no class${didYouMean(label, labels)}`,
        { hint: `The classes are ${labels.slice(0, 10).join(", ")}${labels.length > 10 ? ", …" : ""}` },
      );
    weights[code] = weight;
  }
  return weights;
}
