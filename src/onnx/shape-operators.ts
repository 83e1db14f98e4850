import { exp } from "../learn/exponential.ts";
import { broadcastPlaces, broadcastShape, type Operator } from "./elementwise.ts";
import { asNumbers, type NumberTensor, numbers, pick, sizeOf, type Tensor, texts } from "./tensor.ts";

const whole = (values: readonly number[]): NumberTensor =>
  numbers("int64", [values.length], Float64Array.from(values));

function given(tensor: Tensor | undefined): Tensor {
  if (tensor === undefined) throw new TypeError("an input is missing");
  return tensor;
}

/** A list of places or sizes. */
function listOf(tensor: Tensor | undefined): number[] {
  return Array.from(asNumbers(tensor).data);
}

const reshape: Operator = ([value, shape]) => {
  const tensor = given(value);
  const wanted = listOf(shape);
  const rest = wanted.reduce((product, each) => (each < 0 ? product : product * each), 1);
  const count = tensor.data.length;
  const sizes = wanted.map((each) => (each < 0 ? count / Math.max(1, rest) : each));
  if (sizeOf(sizes) !== count) throw new RangeError(`${count} elements of shape ${sizes.join(" × ")}`);
  return { ...tensor, shape: sizes };
};

const unsqueeze: Operator = ([value, axes]) => {
  const tensor = given(value);
  const shape = [...tensor.shape];
  for (const axis of listOf(axes).sort((a, b) => a - b)) shape.splice(axis, 0, 1);
  return { ...tensor, shape };
};

const expand: Operator = ([value, shape]) => {
  const tensor = given(value);
  const wide = broadcastShape(tensor.shape, listOf(shape));
  const placeOf = broadcastPlaces(tensor.shape, wide);
  return pick(
    tensor,
    wide,
    Array.from({ length: sizeOf(wide) }, (_, at) => placeOf(at)),
  );
};

/** Along the first axis or the last one. */
const concat: Operator = (inputs, attributes) => {
  const parts = inputs.map(given);
  const axis = attributes.get("axis")?.integer ?? 0;
  const shape = [...(parts[0]?.shape ?? [])];
  shape[axis] = parts.reduce((sum, part) => sum + (part.shape[axis] ?? 0), 0);
  const outer = shape.slice(0, axis).reduce((product, each) => product * each, 1);
  const widths = parts.map((part) => part.data.length / Math.max(1, outer));
  if (parts.every((part) => part.type === "string")) {
    const rows = Array.from({ length: outer }, (_, row) =>
      parts.flatMap((part, index) =>
        (part.data as readonly string[]).slice(row * widths[index]!, (row + 1) * widths[index]!),
      ),
    );
    return texts(shape, rows.flat());
  }
  const data = new Float64Array(sizeOf(shape));
  let at = 0;
  for (let row = 0; row < outer; row++)
    for (const [index, part] of parts.entries()) {
      const width = widths[index]!;
      data.set(asNumbers(part).data.subarray(row * width, (row + 1) * width), at);
      at += width;
    }
  return numbers(asNumbers(parts[0]).type, shape, data);
};

/** Of a list. */
const slice: Operator = ([value, starts, ends]) => {
  const tensor = given(value);
  const { length } = tensor.data;
  const clamp = (place: number) => Math.min(length, Math.max(0, place < 0 ? place + length : place));
  const [from, to] = [clamp(listOf(starts)[0] ?? 0), clamp(listOf(ends)[0] ?? length)];
  const count = Math.max(0, to - from);
  return pick(
    tensor,
    [count],
    Array.from({ length: count }, (_, at) => from + at),
  );
};

const gather: Operator = ([value, indices], attributes) => {
  const tensor = given(value);
  const places = asNumbers(indices);
  const axis = attributes.get("axis")?.integer ?? 0;
  if (!(axis >= 0 && axis < tensor.shape.length)) throw new RangeError(`axis ${axis} of Gather`);
  const [before, after] = [tensor.shape.slice(0, axis), tensor.shape.slice(axis + 1)];
  const length = tensor.shape[axis]!;
  const width = sizeOf(after);
  const shape = [...before, ...places.shape, ...after];
  const all = new Float64Array(sizeOf(shape));
  let next = 0;
  for (let outer = 0; outer < sizeOf(before); outer++)
    for (const place of places.data)
      for (let at = 0; at < width; at++)
        all[next++] = (outer * length + (place < 0 ? place + length : place)) * width + at;
  return pick(tensor, shape, all);
};

/** Single elements by all of their coordinates. */
const gatherNd: Operator = ([value, indices]) => {
  const tensor = given(value);
  const places = asNumbers(indices);
  const rank = tensor.shape.length;
  const count = places.shape[0] ?? 0;
  if (places.shape.length !== 2 || (count > 0 && places.shape[1] !== rank))
    throw new RangeError("GatherND of elements");
  const found = new Float64Array(count);
  for (let index = 0; index < count; index++)
    for (let axis = 0; axis < rank; axis++)
      found[index] = found[index]! * tensor.shape[axis]! + places.data[index * rank + axis]!;
  return pick(tensor, [count], found);
};

/** Of a list. */
const compress: Operator = ([value, condition]) => {
  const kept: number[] = [];
  for (const [place, holds] of asNumbers(condition).data.entries()) if (holds) kept.push(place);
  return pick(given(value), [kept.length], kept);
};

const nonZero: Operator = ([value]) => {
  const { shape, data } = asNumbers(value);
  const found: number[] = [];
  for (const [place, each] of data.entries()) if (each) found.push(place);
  const rank = shape.length;
  const places = new Float64Array(rank * found.length);
  for (const [index, place] of found.entries())
    for (let axis = rank - 1, rest = place; axis >= 0; axis--) {
      places[axis * found.length + index] = rest % shape[axis]!;
      rest = Math.floor(rest / shape[axis]!);
    }
  return numbers("int64", [rank, found.length], places);
};

/** Of a matrix. */
const transpose: Operator = ([value]) => {
  const tensor = given(value);
  const [rows = 1, columns = 1] = tensor.shape;
  if (tensor.shape.length !== 2) throw new RangeError("a matrix is needed");
  const placeOf = (_: unknown, at: number): number => (at % rows) * columns + Math.floor(at / rows);
  return pick(tensor, [columns, rows], Array.from({ length: rows * columns }, placeOf));
};

const constantOfShape: Operator = ([shape], attributes) => {
  const value = asNumbers(attributes.get("value")?.tensor);
  const sizes = listOf(shape);
  return numbers(value.type, sizes, new Float64Array(sizeOf(sizes)).fill(value.data[0] ?? 0));
};

/** Of lists. */
const scatterElements: Operator = ([value, indices, updates]) => {
  const tensor = asNumbers(value);
  const data = tensor.data.slice();
  const news = asNumbers(updates).data;
  for (const [index, place] of asNumbers(indices).data.entries()) {
    if (!(place >= 0 && place < data.length)) throw new RangeError(`element ${place} of ${data.length}`);
    data[place] = news[index]!;
  }
  return numbers(tensor.type, tensor.shape, data);
};

const unique: Operator = ([value]) => {
  const { type, data } = asNumbers(value);
  const counts = new Map<number, { first: number; count: number }>();
  for (const [place, each] of data.entries()) {
    const found = counts.get(each);
    if (found === undefined) counts.set(each, { first: place, count: 1 });
    else found.count++;
  }
  const sorted = [...counts].sort(([a], [b]) => a - b);
  const ranks = new Map(sorted.map(([each], rank) => [each, rank]));
  return [
    numbers(
      type,
      [sorted.length],
      Float64Array.from(sorted, ([each]) => each),
    ),
    whole(sorted.map(([, { first }]) => first)),
    whole(Array.from(data, (each) => ranks.get(each)!)),
    whole(sorted.map(([, { count }]) => count)),
  ];
};

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
  const width = shape.at(-1) ?? 1;
  const shares = data.slice();
  for (let from = 0; from < shares.length; from += width) {
    const row = shares.subarray(from, from + width);
    const greatest = row.reduce((most, each) => Math.max(most, each), Number.NEGATIVE_INFINITY);
    let sum = 0;
    for (const [at, each] of row.entries()) {
      row[at] = exp(each - greatest);
      sum += row[at]!;
    }
    for (const [at, share] of row.entries()) row[at] = share / sum;
  }
  return numbers(type, shape, shares);
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

/** The operators that arrange elements, and those that add them up (ONNX operator set 21). */
export const shapeOperators: Readonly<Record<string, Operator>> = {
  ArgMax: argMax,
  Compress: compress,
  Concat: concat,
  ConstantOfShape: constantOfShape,
  Expand: expand,
  Gather: gather,
  GatherND: gatherNd,
  MatMul: matMul,
  NonZero: nonZero,
  ReduceL2: reduce((values) => Math.sqrt(values.reduce((sum, each) => sum + each * each, 0))),
  ReduceProd: reduce((values) => values.reduce((product, each) => product * each, 1)),
  ReduceSum: reduce(total),
  Reshape: reshape,
  ScatterElements: scatterElements,
  Shape: ([value]) => whole(given(value).shape),
  Slice: slice,
  Softmax: softmax,
  Transpose: transpose,
  Unique: unique,
  Unsqueeze: unsqueeze,
};
