import { applyLink } from "../learn/link.ts";
import type { Operator } from "./elementwise.ts";
import { asNumbers, type NumberTensor, numbers, sizeOf } from "./tensor.ts";

/** Over the last axis of a matrix, or over a list. */
function reduce(of: (values: Float64Array) => number): Operator {
  return ([value], attributes) => {
    const { type, shape, data } = asNumbers(value);
    const width = shape.at(-1) ?? 1;
    const rows = shape.length < 2 ? 1 : shape[0]!;
    const keeps = attributes.get("keepdims")?.integer !== 0;
    const reduced = Float64Array.from({ length: rows }, (_, row) =>
      of(data.subarray(row * width, (row + 1) * width)),
    );
    const outer = shape.length < 2 ? [] : [rows];
    return numbers(type, keeps ? [...outer, 1] : outer, reduced);
  };
}

const total = (values: Float64Array): number => values.reduce((sum, each) => sum + each, 0);

const argMax: Operator = (inputs, attributes) => {
  const first = (values: Float64Array): number => {
    let best = 0;
    for (let at = 1; at < values.length; at++) if (values[at]! > values[best]!) best = at;
    return best;
  };
  return { ...(reduce(first)(inputs, attributes) as NumberTensor), type: "int64" };
};

/** Over the last axis of a matrix, as `predict` has it. */
const softmax: Operator = ([value]) => {
  const { type, shape, data } = asNumbers(value);
  return numbers(type, shape, applyLink("softmax", data.slice(), shape.at(-1) ?? 1));
};

/** Of two matrices; sums go from the first column to the last. */
const matMul: Operator = (inputs) => {
  const [a, b] = [asNumbers(inputs[0]), asNumbers(inputs[1])];
  const [rows = 0, inner = 0] = a.shape;
  const [same, columns = 0] = b.shape;
  if (a.shape.length !== 2 || b.shape.length !== 2 || inner !== same)
    throw new RangeError("matrices do not fit");
  const data = new Float64Array(sizeOf([rows, columns]));
  for (let row = 0; row < rows; row++)
    for (let at = 0; at < inner; at++) {
      const value = a.data[row * inner + at]!;
      for (let column = 0; column < columns; column++) {
        const place = row * columns + column;
        data[place] = data[place]! + value * b.data[at * columns + column]!;
      }
    }
  return numbers(a.type, [rows, columns], data);
};

/** The operators that make one number of many (ONNX operator set 21). */
export const reduceOperators: Readonly<Record<string, Operator>> = {
  ArgMax: argMax,
  MatMul: matMul,
  ReduceL2: reduce((values) => Math.sqrt(values.reduce((sum, each) => sum + each * each, 0))),
  ReduceProd: reduce((values) => values.reduce((product, each) => product * each, 1)),
  ReduceSum: reduce(total),
  Softmax: softmax,
};
