/** Element types of the tensors that models hold, by ONNX's short names. */
export type ElementType = "float" | "double" | "int32" | "int64" | "uint8" | "bool" | "string";

/** TensorProto.DataType. */
export const elementTypes: Readonly<Record<number, ElementType>> = {
  1: "float",
  2: "uint8",
  6: "int32",
  7: "int64",
  8: "string",
  9: "bool",
  11: "double",
};

/** Numbers of any element type; float32 values are rounded, truth values 0 and 1, integers at most 2^53. */
export interface NumberTensor {
  type: Exclude<ElementType, "string">;
  shape: readonly number[];
  /** Row-major. */
  data: Float64Array;
}

/** Texts. */
export interface TextTensor {
  type: "string";
  shape: readonly number[];
  /** Row-major. */
  data: readonly string[];
}

/** A tensor of numbers or texts. */
export type Tensor = NumberTensor | TextTensor;

/** Elements that a tensor may have: what a graph asks for beyond is refused. */
const mostElements = 2 ** 28;

/** Number of elements of a shape. Throws RangeError for one that is too large. */
export function sizeOf(shape: readonly number[]): number {
  const size = shape.reduce((product, each) => product * each, 1);
  if (!(size >= 0 && size <= mostElements)) throw new RangeError(`a tensor of shape ${shape.join(" × ")}`);
  return size;
}

/** A tensor of numbers; float32 ones are rounded. */
export function numbers(
  type: NumberTensor["type"],
  shape: readonly number[],
  data: Float64Array,
): NumberTensor {
  if (data.length !== sizeOf(shape))
    throw new RangeError(`${data.length} numbers of shape ${shape.join(" × ")}`);
  if (type === "float") for (let at = 0; at < data.length; at++) data[at] = Math.fround(data[at]!);
  return { type, shape, data };
}

/** A tensor of texts. */
export function texts(shape: readonly number[], data: readonly string[]): TextTensor {
  if (data.length !== sizeOf(shape))
    throw new RangeError(`${data.length} texts of shape ${shape.join(" × ")}`);
  return { type: "string", shape, data };
}

/** Some elements of a tensor by their places, in a new shape. */
export function pick(tensor: Tensor, shape: readonly number[], places: ArrayLike<number>): Tensor {
  const count = sizeOf(shape);
  const { length } = tensor.data;
  for (let at = 0; at < count; at++)
    if (!(places[at]! >= 0 && places[at]! < length))
      throw new RangeError(`element ${places[at]} of ${length}`);
  if (tensor.type === "string")
    return { ...tensor, shape, data: Array.from({ length: count }, (_, at) => tensor.data[places[at]!]!) };
  const data = new Float64Array(count);
  for (let at = 0; at < count; at++) data[at] = tensor.data[places[at]!]!;
  return { ...tensor, shape, data };
}

/** The numbers of a tensor. Throws TypeError for texts. */
export function asNumbers(tensor: Tensor | undefined): NumberTensor {
  if (tensor === undefined || tensor.type === "string") throw new TypeError("numbers are needed");
  return tensor;
}

/** The texts of a tensor. Throws TypeError for numbers. */
export function asTexts(tensor: Tensor | undefined): TextTensor {
  if (tensor?.type !== "string") throw new TypeError("texts are needed");
  return tensor;
}
