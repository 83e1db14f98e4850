import type { Forest } from "../learn/forest.ts";
import type { Table } from "../tables/table.ts";
import type { ModelClasses } from "./model-files.ts";
import { loaderMetadata, modelFiles } from "./model-files.ts";
import { type FeatureSource, usedColumns } from "./onnx-features.ts";
import { onnxForest } from "./onnx-forest.ts";
import { type SignatureColumn, signatureOf } from "./signature.ts";

/** A trained forest and what it was trained on. */
export interface ForestModel extends Omit<FeatureSource, "columns"> {
  name: string;
  /** The whole data set: its types and missing values make the signature. */
  table: Table;
  forest: Forest;
  /** Of a classifier; undefined for regression. */
  classes?: ModelClasses | undefined;
  /** Time of the commit, UTC milliseconds since 1970; 0 where there is none. */
  time: number;
  provenance?: Readonly<Record<string, string>>;
}

/**
 * The model folder of a forest, by path, and its signature. Throws UserError where ONNX cannot express a derived
 * column, or the file would be too large for any reader.
 */
export function forestModel(model: ForestModel): {
  files: Map<string, Uint8Array | string>;
  columns: SignatureColumn[];
} {
  const { plan, derived, classes } = model;
  const columns = signatureOf(model.table, usedColumns(plan, derived));
  const metadata = loaderMetadata(columns, classes);
  const onnx = onnxForest({ ...model, columns, classes: classes?.names ?? [], metadata });
  return { files: modelFiles({ ...model, onnx, columns }), columns };
}
