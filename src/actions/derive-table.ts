import { type DerivedColumn, planDerived } from "../expression/derive-columns.ts";
import type { Table } from "../tables/table.ts";
import type { Project } from "./project.ts";

/** The project's derived columns, checked against the data; mistakes are placed in the configuration. */
export function planProjectColumns(project: Project, table: Table): DerivedColumn[] {
  const { derive = {}, target } = project.config.data;
  return planDerived(table.columns, derive, {
    target,
    place: (name) => project.place(["data", "derive", name]),
  });
}

/** The table with these columns behind its own. */
export function withDerived(table: Table, derived: readonly DerivedColumn[]): Table {
  let columns = table.columns;
  for (const { name, compiled } of derived)
    columns = [...columns, { ...compiled.evaluate({ ...table, columns }), name }];
  return { ...table, columns };
}
