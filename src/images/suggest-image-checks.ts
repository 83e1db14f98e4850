import type { Check } from "../checks/check.ts";
import type { Suggestion } from "../checks/suggest-checks.ts";
import { counted, formatPercent } from "../number-format.ts";
import type { ColumnProfile, Profile } from "../profile/profile-schema.ts";

/** Checks that a folder of images holds, but for those that cannot be read: none is proposed to stay. */
export function suggestImageChecks(profile: Profile): Suggestion[] {
  const { rows, columns } = profile;
  const find = (name: string): ColumnProfile | undefined => columns.find((column) => column.name === name);
  return [
    {
      check: { row_count: { min: Math.floor(rows / 2) } },
      evidence: `${counted(rows, "image")}; half of them, so that a folder that is not all there is noticed`,
    },
    {
      check: { column: "readable", enum: [true] },
      evidence: "what cannot be decoded cannot be learned from",
    },
    ...suggestClasses(find("class")),
    ...["format", "channels"].flatMap((name) => suggestValues(find(name))),
    ...["width", "height"].flatMap((name) => suggestSmallest(find(name))),
  ];
}

/** The classes as a closed list where the profile holds all, each at least half as frequent as the rarest is now. */
function suggestClasses(column: ColumnProfile | undefined): Suggestion[] {
  if (column === undefined) return [];
  const { count, missing, distinct, top_values: top } = column;
  const required: Check = { column: "class", ...(missing === 0 && { required: true }) };
  const evidence = `${distinct} ${distinct === 1 ? "class" : "classes"}`;
  if (top.length !== distinct) return missing === 0 ? [{ check: required, evidence }] : [];
  const rarest = Math.min(...top.map((each) => each.count)) / count;
  const percent = Math.floor(rarest * 50);
  return [
    {
      check: {
        ...required,
        enum: top.map(({ value }) => String(value)).sort(),
        ...(distinct > 1 && percent > 0 && { balance: { min: `${percent}%` } }),
      },
      evidence: `${evidence}, the rarest with ${formatPercent(rarest)} of the images`,
    },
  ];
}

function suggestValues(column: ColumnProfile | undefined): Suggestion[] {
  if (column === undefined || column.count === 0 || column.top_values.length !== column.distinct) return [];
  const values = column.top_values.map(({ value }) => value).sort();
  const evidence = values.length === 1 ? "it is the same in all" : `${values.length} different ones`;
  return [{ check: { column: column.name, enum: values }, evidence }];
}

function suggestSmallest(column: ColumnProfile | undefined): Suggestion[] {
  if (typeof column?.min !== "number") return [];
  return [{ check: { column: column.name, min: column.min }, evidence: "none is smaller" }];
}
