import type { CellShape } from "./cell.ts";
import { type ColumnBuilder, dateKind, textKind } from "./csv-columns.ts";
import { countPresent, finishText, inferType, retype, type TypeFlags, typeByFlags } from "./infer-type.ts";
import { invalidCells } from "./invalid-rows.ts";
import type { Column, ColumnType } from "./table.ts";
import { emptyTally, type Tally, tallyDictionary } from "./tally.ts";

/** What the type of a column is to be told from, where it is read part by part. */
export interface ColumnEvidence extends TypeFlags {
  /** Whether its cells were read as texts. */
  isText: boolean;
  /** Cells of texts by what they look like. */
  tally: Tally;
}

/** A part's column, as of the type that is expected, and what speaks for or against it. */
export function finishAs(
  column: ColumnBuilder,
  rows: number,
  expected: ColumnType,
): { column: Column; evidence: ColumnEvidence } {
  const isText = column.kind === textKind;
  const tally =
    isText && column.forced === undefined ? tallyDictionary(column, rows, Infinity) : emptyTally();
  if (isText && expected === "text")
    return {
      column: finishText(column, rows, true),
      evidence: evidenceOf(column, { isText, tally, fitting: 0 }),
    };
  if (isText) retype(column, expected === "text" ? "boolean" : expected, rows);
  const values = column.values.subarray(0, rows);
  const { name, misfits } = column;
  const type = expected === "text" ? "number" : expected;
  return {
    column: { kind: "numeric", name, type, values, ...invalidCells(misfits) },
    evidence: evidenceOf(column, { isText, tally, fitting: countPresent(values) }),
  };
}

function evidenceOf(
  column: ColumnBuilder,
  seen: Pick<ColumnEvidence, "isText" | "tally" | "fitting">,
): ColumnEvidence {
  const { hasDecimal, hasAmbiguous, hasPadded, hasInfinite, hasTime, misfits } = column;
  return {
    ...seen,
    isDate: column.kind === dateKind,
    invalid: misfits.rows.length,
    hasDecimal,
    hasAmbiguous,
    hasPadded,
    hasInfinite,
    hasTime,
  };
}

/** What the type of a column is to be told from whose cells look so. */
export function evidenceOfTexts(tally: Tally): ColumnEvidence {
  return {
    ...{ isText: true, tally, isDate: false, fitting: 0, invalid: 0 },
    ...{ hasDecimal: false, hasAmbiguous: false, hasPadded: false, hasInfinite: false, hasTime: false },
  };
}

/** Adds the evidence of a later part to that of the ones before; `into` is changed. */
export function addEvidence(into: ColumnEvidence, from: ColumnEvidence): void {
  for (const shape of Object.keys(into.tally) as CellShape[]) into.tally[shape] += from.tally[shape];
  into.fitting += from.fitting;
  into.invalid += from.invalid;
  into.hasDecimal ||= from.hasDecimal;
  into.hasAmbiguous ||= from.hasAmbiguous;
  into.hasPadded ||= from.hasPadded;
  into.hasInfinite ||= from.hasInfinite;
  into.hasTime ||= from.hasTime;
}

/** The type by all parts' evidence: as `inferType` and the scan of a whole file have it. */
export function settledType(evidence: ColumnEvidence): ColumnType {
  if (evidence.isText) return inferType(evidence.tally);
  return typeByFlags(evidence);
}
