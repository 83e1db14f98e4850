import { type Place, UserError } from "../errors.ts";
import type { Column, Table } from "../tables/table.ts";
import type { KnownColumn } from "./check-expression.ts";
import { type CompiledExpression, compileExpression } from "./compile-expression.ts";
import type { Expression } from "./expression.ts";
import { orderDerived } from "./order-derived.ts";

/** A derived column, checked against the data's columns. */
export interface DerivedColumn {
  name: string;
  expression: Expression;
  compiled: CompiledExpression;
}

/** What deriving needs to know of the project. */
export interface DeriveOptions {
  /** Derived columns may not use it: the model would see the answer. */
  target?: string | undefined;
  /** Where a derived column stands in the user's file. */
  place?: ((name: string) => Place) | undefined;
}

/**
 * Checks `data.derive` against the columns of the data; each result uses only the data's columns and earlier
 * results. Throws UserError for a name that the data has already, a cycle, the target, and what an expression
 * gets wrong.
 */
export function planDerived(
  columns: readonly KnownColumn[],
  derive: Readonly<Record<string, string>>,
  { target, place = () => ({}) }: DeriveOptions = {},
): DerivedColumn[] {
  const names = columns.map((column) => column.name);
  const taken = Object.keys(derive).find((name) => names.includes(name));
  if (taken !== undefined)
    throw new UserError(`Cannot derive "${taken}": the data has a column of that name`, {
      ...place(taken),
      hint: "Give the derived column another name",
    });
  const known = [...columns];
  return orderDerived(derive, { columns: names, place }).map(({ name, expression }) => {
    const compiled = compileExpression(expression, known);
    if (target !== undefined && compiled.columns.includes(target))
      throw new UserError(`Cannot derive "${name}": it uses the target "${target}"`, {
        ...place(name),
        hint: "A feature made from the target tells the model the answer",
      });
    known.push({ name, type: compiled.type });
    return { name, expression, compiled };
  });
}

/** The table with its derived columns behind the others, in the order in which they are written. */
export function deriveColumns(
  table: Table,
  derive: Readonly<Record<string, string>>,
  options: DeriveOptions = {},
): Table {
  const columns = [...table.columns];
  const derived = new Map<string, Column>();
  for (const { name, compiled } of planDerived(table.columns, derive, options)) {
    const column = { ...compiled.evaluate({ ...table, columns }), name };
    columns.push(column);
    derived.set(name, column);
  }
  const written = Object.keys(derive).map((name) => derived.get(name) as Column);
  return { ...table, columns: [...table.columns, ...written] };
}
