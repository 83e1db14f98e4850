import type { WholeNumbers } from "../learn/tree.ts";

/** Element types that our graphs use, by ONNX's short names. */
export type ElementType = "float" | "double" | "int32" | "int64" | "uint8" | "bool" | "string";

/** Values of a tensor: typed arrays are written as they are, or widened to the element type; numbers are converted to it. */
export type TensorValues =
  | readonly number[]
  | readonly string[]
  | Float32Array
  | Float64Array
  | Int32Array
  | BigInt64Array
  | Uint8Array;

/** A constant tensor, row-major. */
export interface Tensor {
  type: ElementType;
  shape: readonly number[];
  values: TensorValues;
}

/** An operator's attribute; ONNX tells integers from floats, so the kind is said. */
export type Attribute =
  | { int: number }
  | { float: number }
  | { text: string }
  | { ints: readonly number[] | WholeNumbers | Uint8Array }
  | { floats: readonly number[] | Float32Array }
  | { texts: readonly string[] }
  | { tensor: Tensor };

/** Versions of the operators for trees, ai.onnx.ml: 5 makes smaller files, older runtimes know 3 alone. */
export type TreeOperators = 3 | 5;

/** What a file is written in. */
export interface FileVersion {
  ir: number;
  operatorSets: { "ai.onnx": number; "ai.onnx.ml": TreeOperators };
}

/** What onnxruntime 1.17 and later read with 3, and 1.21 and later with 5. */
export const fileVersions: Readonly<Record<TreeOperators, FileVersion>> = {
  3: { ir: 9, operatorSets: { "ai.onnx": 20, "ai.onnx.ml": 3 } },
  5: { ir: 10, operatorSets: { "ai.onnx": 21, "ai.onnx.ml": 5 } },
};

/** Builds an ONNX graph; values are known by the names that the methods return. */
export interface GraphBuilder {
  readonly treeOperators: TreeOperators;
  /**
   * Adds an operator with one output and returns the output's name. `inputs` are names; `""` leaves an optional
   * input out. Operators of `ai.onnx.ml` name that domain.
   */
  node(
    op: string,
    inputs: readonly string[],
    attributes?: Readonly<Record<string, Attribute>>,
    domain?: "ai.onnx.ml",
  ): string;
  /** The same for an operator with several outputs. */
  nodes(
    op: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, Attribute>>,
    outputs: number,
  ): string[];
  /** A constant: of rank 0 from one value, of rank 1 from a list unless a shape is given. Equal scalars are shared. */
  constant(type: ElementType, values: number | string | TensorValues, shape?: readonly number[]): string;
  /** Declares an input of the model. All inputs come before the first node. A text dimension is symbolic. */
  input(name: string, type: ElementType, shape: readonly (number | string)[]): string;
  /** Declares an output of the model and returns its final name: `_` is appended while the name is taken. */
  output(value: string, name: string, type: ElementType, shape: readonly (number | string)[]): string;
}

/**
 * A table column inside a graph, shape [rows]. `numeric` is double with NaN where missing (booleans are 0 and 1,
 * dates UTC milliseconds); `text` is string with `""` where missing: the conventions of tables/table.ts.
 */
export interface GraphColumn {
  kind: "numeric" | "text";
  value: string;
}
