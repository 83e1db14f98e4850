import { UserError } from "../errors.ts";
import { didYouMean } from "../nearest.ts";
import type { Table } from "../tables/table.ts";
import type { Project } from "./project.ts";

/** A column that is declared and not there: a name with a mistake would declare nothing. Throws UserError. */
export function refuseUnknown(project: Project, table: Table): void {
  const names = table.columns.map(({ name }) => name);
  for (const name of Object.keys(project.config.data.columns ?? {}))
    if (!names.includes(name))
      throw new UserError(
        `Cannot use "${table.source}": it has no column "${name}"${didYouMean(name, names)}`,
        {
          ...project.place(["data", "columns", name]),
          hint: "data.columns declares it: correct the name there, or the data",
        },
      );
}
