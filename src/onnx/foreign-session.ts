/** Values of one type, row-major. */
export interface RuntimeTensor {
  /** ONNX Runtime's name: `float32`, `float64`, `int64`, `int32`, `bool`, `string`, … */
  type: string;
  dims: readonly number[];
  data: Float32Array | Float64Array | BigInt64Array | Int32Array | Uint8Array | string[];
}

/** An input or output of a model. */
export interface RuntimeValue {
  name: string;
  /** Undefined for what is no tensor. */
  type: string | undefined;
  /** Undefined where a size is open. */
  shape: readonly (number | undefined)[];
}

/** A model that a runtime has loaded. */
export interface ForeignSession {
  inputs: readonly RuntimeValue[];
  outputs: readonly RuntimeValue[];
  /** The named outputs, in that order. Throws UserError where the model fails, takes too long or too much memory. */
  run(feeds: ReadonlyMap<string, RuntimeTensor>, outputs: readonly string[]): Promise<RuntimeTensor[]>;
}
