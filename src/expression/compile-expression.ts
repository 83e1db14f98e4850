import type { Column, ColumnType, Table } from "../tables/table.ts";
import { findColumn } from "../tables/table.ts";
import { checkExpression, type KnownColumn } from "./check-expression.ts";
import type { Expression } from "./expression.ts";
import { coalesceVectors, isInVectors, isNullVector, selectVectors } from "./select-vectors.ts";
import type { Typed } from "./typed.ts";
import {
  constantVector,
  interner,
  mapNumbers,
  mapTexts,
  type NumberVector,
  stride,
  type Vector,
} from "./vectors.ts";

/** An expression that is ready to run over tables. */
export interface CompiledExpression {
  type: ColumnType;
  /** The columns that it reads, in the order of first use. */
  columns: string[];
  /**
   * The value for each row, as a new column named as the expression's text. The table has the columns that the
   * expression was compiled for. Texts are numbered in the order of their first row.
   */
  evaluate(table: Table): Column;
}

/** Checks names and types, and builds the closures. Throws UserError at the character that is wrong. */
export function compileExpression(
  expression: Expression,
  columns: readonly KnownColumn[],
): CompiledExpression {
  const { typed, columns: used } = checkExpression(expression, columns);
  const { type } = typed;
  const { run, slots } = compile(typed);
  const evaluate = (table: Table): Column => {
    const vector = run({ table, shared: new Array(slots) });
    return toColumn(expression.text, type, vector, table.rows);
  };
  return { type, columns: used, evaluate };
}

interface Frame {
  table: Table;
  /** Values of the parts that stand in several places. */
  shared: (Vector | undefined)[];
}

type Run = (frame: Frame) => Vector;

function compile(root: Typed): { run: Run; slots: number } {
  const sharedRuns = new Map<Typed, Run>();
  const build = (typed: Typed): Run => {
    switch (typed.kind) {
      case "constant": {
        const vector = constantVector(typed.type === "text" ? "text" : "number", typed.value);
        return () => vector;
      }
      case "column":
        return ({ table }) => readColumn(table, typed.name);
      case "numbers": {
        const args = typed.arguments.map(build);
        return (frame) =>
          mapNumbers(
            typed.scalar,
            args.map((each) => each(frame) as NumberVector),
            frame.table.rows,
          );
      }
      case "texts": {
        const args = typed.arguments.map(build);
        const gives = typed.type === "text" ? "text" : "number";
        return (frame) =>
          mapTexts(
            typed.scalar,
            args.map((each) => each(frame)),
            frame.table.rows,
            gives,
          );
      }
      case "is_null": {
        const operand = build(typed.operand);
        return (frame) => isNullVector(operand(frame));
      }
      case "in": {
        const operand = build(typed.operand);
        const items = typed.items.map(build);
        return (frame) =>
          isInVectors(
            operand(frame),
            items.map((each) => each(frame)),
            frame.table.rows,
          );
      }
      case "case": {
        const branches = typed.branches.map(({ when, result }) => ({
          when: build(when),
          result: build(result),
        }));
        const otherwise = build(typed.otherwise);
        return (frame) =>
          selectVectors(
            branches.map(({ when, result }) => ({
              when: when(frame) as NumberVector,
              result: result(frame),
            })),
            otherwise(frame),
            frame.table.rows,
          );
      }
      case "coalesce": {
        const args = typed.arguments.map(build);
        return (frame) =>
          coalesceVectors(
            args.map((each) => each(frame)),
            frame.table.rows,
          );
      }
      case "shared": {
        const known = sharedRuns.get(typed.of);
        if (known) return known;
        const of = build(typed.of);
        const slot = sharedRuns.size;
        const run: Run = (frame) => (frame.shared[slot] ??= of(frame));
        sharedRuns.set(typed.of, run);
        return run;
      }
    }
  };
  const run = build(root);
  return { run, slots: sharedRuns.size };
}

function readColumn(table: Table, name: string): Vector {
  const column = findColumn(table, name);
  if (!column)
    throw new Error(
      `The table "${table.source}" has no column "${name}" that the expression was compiled for`,
    );
  return column.kind === "text"
    ? { codes: column.codes, dictionary: column.dictionary, isConstant: false }
    : { values: column.values, isConstant: false };
}

function toColumn(name: string, type: ColumnType, vector: Vector, rows: number): Column {
  const step = stride(vector);
  if (type !== "text") {
    const values = new Float64Array(rows);
    const source = (vector as NumberVector).values;
    for (let row = 0; row < rows; row++) values[row] = source[row * step] as number;
    return { kind: "numeric", name, type, values, invalid: [], invalidCount: 0 };
  }
  const { codes: source, dictionary: old } = vector as Extract<Vector, { codes: Int32Array }>;
  const { code, dictionary } = interner();
  const codes = new Int32Array(rows);
  const table = new Int32Array(old.length).fill(-1);
  for (let row = 0; row < rows; row++) {
    const at = source[row * step] as number;
    if (at >= 0 && table[at] === -1) table[at] = code(old[at] as string);
    codes[row] = at < 0 ? -1 : (table[at] as number);
  }
  return { kind: "text", name, type, codes, dictionary };
}
