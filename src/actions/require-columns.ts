import { UserError } from "../errors.ts";
import { didYouMean } from "../nearest.ts";
import type { Column, Table } from "../tables/table.ts";
import type { Project } from "./project.ts";

/**
 * The target's column. Throws UserError, placed at the configuration's name, where the target or a column of
 * `data.key` or `data.exclude` is not in the data (derived columns may be excluded), and for a key that holds the
 * target: rows must be known before their target is.
 */
export function requireColumns(table: Table, target: string, project: Project): Column {
  const { key = [], exclude = [], derive = {} } = project.config.data;
  const names = table.columns.map(({ name }) => name);
  const require = (name: string, path: readonly PropertyKey[], known: readonly string[]): void => {
    if (known.includes(name)) return;
    throw new UserError(`Cannot train: "${table.source}" has no column "${name}"${didYouMean(name, known)}`, {
      ...project.place(path),
      hint: `Its columns are ${names
        .slice(0, 20)
        .map((each) => `"${each}"`)
        .join(", ")}${names.length > 20 ? ", …" : ""}`,
    });
  };
  require(target, ["data", "target"], names);
  for (const [index, name] of key.entries()) require(name, ["data", "key", index], names);
  for (const [index, name] of exclude.entries())
    require(name, ["data", "exclude", index], [...names, ...Object.keys(derive)]);
  if (key.includes(target))
    throw new UserError(`Cannot train: data.key holds the target "${target}"`, {
      ...project.place(["data", "key", key.indexOf(target)]),
      hint: "A row is identified without the target, which is not known when the model is used",
    });
  return table.columns[names.indexOf(target)]!;
}
