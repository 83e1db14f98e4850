import { type DbtTest, type Draft, type Given, isListed, rows } from "./dbt-test.ts";

type Asked = ReturnType<DbtTest["translate"]>;

const oddValues = "its values are not all texts, numbers or booleans";

/** A missing value is in no set. */
export function inSet({ value_set: values, quote_values: isQuoted }: Given, column: string): Asked {
  const condition = isListed(column, values, isQuoted);
  if (condition === undefined) return oddValues;
  return {
    drafts: [
      { column, enum: values },
      { column, required: true },
    ],
    counted: { expression: `CASE WHEN ${condition} THEN TRUE ELSE FALSE END` },
  };
}

/** Different values are counted there, and a missing one is one. */
export function distinctInSet(given: Given, column: string): Asked {
  const asked = inSet(given, column);
  return typeof asked === "string" || "draft" in asked ? asked : { drafts: asked.drafts };
}

/** Which different values a column must have. */
export function distinctValues(kind: "include" | "exact", given: Given, column: string): Asked {
  const { value_set: values, quote_values: isQuoted } = given;
  if (isListed(column, values, isQuoted) === undefined) return oddValues;
  const drafts: Draft[] = [{ column, values: { [kind]: values } }];
  return { drafts: kind === "include" ? drafts : [...drafts, { column, required: true }] };
}

/** Which values the most frequent one may be. */
export function mostCommon(
  { value_set: values, quote_values: isQuoted, top_n: rank }: Given,
  column: string,
): Asked {
  if (rank !== 1) return "its top_n is not 1";
  if (isListed(column, values, isQuoted) === undefined) return oddValues;
  return { drafts: [{ column, most_frequent: { enum: values } }] };
}

/** Values that a column must not have. */
export function notInSet({ value_set: values, quote_values: isQuoted }: Given, column: string): Asked {
  return isListed(column, values, isQuoted) === undefined ? oddValues : rows({ column, not_enum: values });
}
