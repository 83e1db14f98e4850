import type { Context } from "../action.ts";
import { UserError } from "../errors.ts";
import { didYouMean } from "../nearest.ts";
import { type Column, findColumn, type Table } from "../tables/table.ts";

/** A column of the predictions by whose values rules are asked. Throws UserError where there is none. */
export function requireSlices(table: Table, name: string, project: Context["project"]): Column {
  const found = findColumn(table, name);
  if (found) return found;
  const near = didYouMean(
    name,
    table.columns.map((column) => column.name),
  );
  const index = project.config.gate.rules.findIndex(({ by }) => by === name);
  const place = project.place(index < 0 ? ["gate", "slices", "columns"] : ["gate", "rules", index, "by"]);
  throw new UserError(`Cannot slice "${table.source}": it has no column "${name}"${near}`, {
    ...place,
    hint: "gate.slices.columns and by name columns of the data; train again after a change",
  });
}
